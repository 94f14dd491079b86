"""Providers get an e-mail when a council shares with them: without a figure, a name or a typed word in it."""

from dataclasses import replace

import pytest

from accounts.models import Mail, Role, User
from accounts.tests.pages import get, text_of
from markets.models import PaymentEffect, PaymentRun, VisitFigure, VisitRun
from markets.payment.actions import lab_runs
from markets.profiles.actions import profile_runs
from markets.tests.council import Council, make_council
from markets.tests.made_rows import DAY, a_payment_run
from register.models import Location, Owner, Provider

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def cast() -> Council:
    found = make_council()
    oak = Provider.objects.create(name="Oak Ltd", cqc_provider_id="1-oak", owner=Owner.objects.create(name="Oak Ltd"))
    Location.objects.create(
        name="Oak", cqc_location_id="1-oak-a", provider=oak, authority=found.authority, is_homecare=True
    )
    return replace(found, carol=replace(found.carol, with_visits=True))


def letters() -> list[tuple[str, str]]:
    return [(one.to_email, f"{one.subject} {one.text}") for one in Mail.objects.order_by("made_at")]


def address(cast: Council) -> str:
    return User.objects.get(id=cast.ada.person_id).email


def profile(cast: Council) -> VisitRun:
    run = VisitRun.objects.create(
        authority=cast.authority, holder="council", kind="profile", state="done", digest="0" * 64, first_day=DAY,
        last_day=DAY, received_at="2026-05-01T00:00Z", result={},
    )  # fmt: skip
    VisitFigure.objects.create(
        run=run, authority=cast.authority, holder="council", measure="hours", level="provider", ref="x", value="724.25",
        provider_id=cast.ada.provider_id,
    )  # fmt: skip
    return run


def test_a_shared_profile_is_told_once_to_those_it_speaks_of(cast: Council):
    run = profile(cast)
    for _ in range(2):
        assert isinstance(profile_runs.share(by=cast.carol, run_id=run.id), VisitRun)
    [(to, text)] = letters()
    assert to == address(cast) and "Testshire shares the market’s figures beside yours" in text
    assert "724." not in text and "/own-profile/" in text


def test_a_shared_payment_run_is_told_without_its_name(cast: Council, monkeypatch: pytest.MonkeyPatch):
    run = a_payment_run(cast.carol)
    branch = Location.objects.create(
        name="Elm Branch", cqc_location_id="1-elm-z", provider_id=cast.ada.provider_id, authority=cast.authority
    )
    effect = PaymentEffect(
        run=run, authority=cast.authority, provider_id=cast.ada.provider_id, location=branch, told={},
        shared_at="2026-05-01T00:00Z",
    )  # fmt: skip
    monkeypatch.setattr(lab_runs, "_effects", lambda *_: [effect])
    assert isinstance(lab_runs.share_run(by=cast.carol, run_id=run.id), PaymentRun)
    [(to, text)] = letters()
    assert to == address(cast) and "£" not in text and "Today" not in text and "Elm Branch" not in text


def test_a_payment_run_that_is_shared_again_is_told_to_nobody_twice(cast: Council, monkeypatch: pytest.MonkeyPatch):
    run, branch = a_payment_run(cast.carol), Location.objects.get(cqc_location_id="1-oak-a")
    told = {"authority": cast.authority, "provider_id": cast.ada.provider_id, "told": {}, "shared_at": run.made_at}
    monkeypatch.setattr(lab_runs, "_effects", lambda *_: [PaymentEffect(run=run, location=branch, **told)])
    Role.objects.filter(person_id=cast.carol.person_id).update(with_visits=True)
    assert "Each gets an e-mail" in text_of(get(cast.carol, "markets:payment_run", run.id))
    lab_runs.share_run(by=cast.carol, run_id=run.id)
    lab_runs.take_run_back(by=cast.carol, run_id=run.id)
    assert "gets no second e-mail" in text_of(get(cast.carol, "markets:payment_run", run.id))
    lab_runs.share_run(by=cast.carol, run_id=run.id)
    assert len(letters()) == 1 and PaymentEffect.objects.count() == 1


def test_whoever_wants_fewer_emails_gets_none(cast: Council):
    User.objects.filter(id=cast.ada.person_id).update(wants_fewer_emails=True)
    profile_runs.share(by=cast.carol, run_id=profile(cast).id)
    assert letters() == []
