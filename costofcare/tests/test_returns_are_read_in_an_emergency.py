"""An administrator reads an authority's returns for an hour: for a reason, told to all, and changes nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.actions import emergencies, roles
from accounts.domain.emergencies import ENDED, LASTS, LOOKED, OPENED
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.erasures.actions.trail_seals import seal_new
from accounts.models import AuditEvent, Role
from accounts.queries import addresses_of_administrators, context_from, why_not_hold
from accounts.tests.pages import client_of, get, post, text_of
from costofcare.row_level_security import stand_as
from submissions.models import Return
from submissions.tests.cast import hand_in, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
REASON = "The analyst is away and the council needs to know by noon"


@pytest.fixture
def version(cast):
    return hand_in(cast.ada, cast.at_elm)


def begin(cast, who=None, reason=REASON):
    client = client_of(who or cast.alex)
    answer = client.post(reverse("emergencies"), {"authority": cast.authority.id, "reason": reason})
    return client, answer


def page_of(version) -> str:
    return reverse("submissions:return_detail", args=[version.submission_id])


def events(verb: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(verb=verb).order_by("at"))


def test_for_an_hour_returns_are_read_and_then_no_longer(cast, version, monkeypatch):
    client, answer = begin(cast)
    assert answer.status_code == 302, text_of(answer)
    assert client.get(page_of(version)).status_code == 200
    assert "in an emergency, to read alone until" in text_of(client.get(reverse("home")))
    later = timezone.now() + LASTS + timedelta(seconds=1)
    monkeypatch.setattr("accounts.queries.contexts.timezone.now", lambda: later)
    assert client.get(page_of(version)).status_code == 404
    assert client.get(reverse("accounts:person_list")).status_code == 200, "they are an administrator again"


def test_the_reason_and_each_page_stand_in_the_trail_and_its_chain(cast, version):
    client, _ = begin(cast)
    client.get(page_of(version))
    (opened,), looked = events(OPENED), events(LOOKED)
    assert (opened.words, opened.by_id, opened.authority_id) == (REASON, cast.alex.person_id, cast.authority.id)
    assert page_of(version) in [event.words for event in looked]
    seal_new(everything=True)
    assert not AuditEvent.objects.filter(verb__in=(OPENED, LOOKED), seal=None).exists()
    said = text_of(get(cast.una, "accounts:audit_list", verb=OPENED))
    assert REASON in said and "1 event" in said
    assert REASON in text_of(get(cast.una, "emergencies"))


def test_administrators_and_those_who_read_there_are_told_without_the_reason(
    cast, version, django_capture_on_commit_callbacks
):
    person("Max Second", RoleName.ADMINISTRATOR)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        begin(cast)
    told = {letter.to[0] for letter in mail.outbox}
    assert len(addresses_of_administrators()) == 2
    assert told == {*addresses_of_administrators(), cast.of(cast.dev).email, cast.of(cast.fay).email}
    for letter in mail.outbox:
        assert "Testshire" in letter.body and REASON not in letter.body and reverse("emergencies") in letter.body


def test_nothing_is_changed_meanwhile(cast, version):
    client, _ = begin(cast)
    before, rows = Return.objects.values().get(), AuditEvent.objects.count()
    for name in ("submissions:accept", "submissions:exclude", "submissions:reopen"):
        answer = client.post(reverse(name, args=[version.submission_id]), {"reason": "other", "words": "no"})
        assert answer.status_code == 403 and "Nothing was changed" in text_of(answer)
    by_script = client.post(reverse("emergencies"), headers={"X-Requested-With": "fetch", "Sec-Fetch-Mode": "cors"})
    assert by_script.status_code == 403
    assert Return.objects.values().get() == before and AuditEvent.objects.count() == rows


@pytest.mark.parametrize("name", ["ada", "carol", "dev", "ned", "reg"])
def test_nobody_but_an_administrator_begins_one(cast, name):
    _, answer = begin(cast, getattr(cast, name))
    assert answer.status_code == 404
    opened = emergencies.open_returns(
        by=getattr(cast, name), authority_id=cast.authority.id, authority_name="x", reason=REASON
    )
    assert isinstance(opened, Refusal) and not Role.objects.filter(ended_at__gt=timezone.now()).exists()


def test_an_auditor_sees_who_reads_and_begins_none(cast):
    assert get(cast.una, "emergencies").status_code == 200
    assert begin(cast, cast.una)[1].status_code == 404


@pytest.mark.parametrize(("name", "where"), [
    (RoleName.COMMISSIONER, "authority"), (RoleName.REGIONAL_LEAD, "elsewhere"), (RoleName.PROVIDER_USER, "oak"),
])  # fmt: skip
def test_whoever_is_of_a_council_or_a_provider_never_does(cast, name, where):
    scope = "provider_id" if name == RoleName.PROVIDER_USER else "authority_id"
    alex = cast.of(cast.alex)
    roles.grant(by=None, person=alex, name=name, **{scope: getattr(cast, where).id})
    client = client_of(cast.alex)
    held = Role.objects.get(person=alex, name=RoleName.ADMINISTRATOR)
    client.post(reverse("accounts:choose_context"), {"role": held.id})
    answer = client.post(reverse("emergencies"), {"authority": cast.authority.id, "reason": REASON})
    assert "Whoever does never sees providers’ returns" in text_of(answer)
    assert events(OPENED) == []


def test_whoever_reads_in_one_cannot_become_of_the_council_meanwhile(cast):
    begin(cast)
    said = why_not_hold(cast.of(cast.alex).email, RoleName.COMMISSIONER, cast.authority.id)
    assert said.startswith("cannot work for the independent team and for the council")


def test_a_reason_is_wanted_and_once_more_is_the_same_one(cast):
    for reason in ("", "short", "x" * 251, " " * 60):
        answer = begin(cast, reason=reason)[1]
        assert answer.status_code == 200 and "Give the reason" in text_of(answer)
    for authority in ("", "1e400", "9" * 27, "x\0y", "x" * 10_000, cast.at_elm.id):
        answer = client_of(cast.alex).post(reverse("emergencies"), {"authority": authority, "reason": REASON})
        assert answer.status_code == 200 and "Choose whose returns to read" in text_of(answer)
    assert events(OPENED) == []
    begin(cast)
    begin(cast)
    assert len(events(OPENED)) == 1


def test_any_administrator_ends_it_at_once(cast, version):
    client, _ = begin(cast)
    other = person("Max Second", RoleName.ADMINISTRATOR)
    (role,) = Role.objects.filter(ended_at__gt=timezone.now())
    said = text_of(get(other, "emergencies"))
    assert "Alex" in said and REASON in said
    assert post(cast.una, "emergency_end", role.id).status_code == 404
    assert post(other, "emergency_end", role.id).status_code == 200
    assert client.get(page_of(version)).status_code == 404
    assert [event.by_id for event in events(ENDED)] == [other.person_id]
    assert post(other, "emergency_end", role.id).status_code == 404


def test_it_ends_with_the_role_of_who_began_it(cast, version):
    client, _ = begin(cast)
    for name in ("Max Second", "Mia Third"):
        other = person(name, RoleName.ADMINISTRATOR)
    held = Role.objects.get(person_id=cast.alex.person_id, name=RoleName.ADMINISTRATOR)
    assert roles.end(by=other, role=held) is True
    assert client.get(page_of(version)).status_code == 404


def test_the_wall_shows_the_returns_of_that_authority_alone(cast, version):
    begin(cast)
    (role,) = Role.objects.filter(ended_at__gt=timezone.now())
    with stand_as(context_from(role, cast.of(cast.alex))):
        assert Return.objects.count() == 1
    role.authority_id = cast.elsewhere.id
    with stand_as(context_from(role, cast.of(cast.alex))):
        assert Return.objects.count() == 0
