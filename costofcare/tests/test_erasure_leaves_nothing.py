"""A provider erased on request: nothing of it is found, and releases and ledger still verify."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.actions import task_queue
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.erasures.actions import erasures
from accounts.erasures.domain.states import ErasureKind
from accounts.models import AuditEvent, ErasedWords, Erasure, User
from accounts.tests.pages import client_of
from costofcare import logs
from costofcare.erasures.actions import erasure_work
from costofcare.tests import marker_search
from costofcare.tests.planted_markers import (
    ADJUSTED,
    ADJUSTED_WHY,
    ANSWER,
    ATTACHED,
    CALLED,
    FILE,
    GIVEN,
    MAILED,
    NAME,
    NOT_OURS,
    NOTE,
    PHONE,
    QUESTION,
    REPLY,
    STEP,
    STRUCK,
    TALK,
    WORDS,
    plant_decisions,
    plant_engagement,
    plant_return,
)
from register.models import ContactPerson, Participation
from reports import queries
from reports.actions import releases
from reports.models import Calculation, CalculationReturn, Release
from reports.queries.ledger_check import checked_ledgers
from reports.tests.accepted_returns import Market, make_market
from submissions.models import Return, Version
from submissions.tests.cast import as_worker, person
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db]
TYPED = (
    NAME, PHONE, NOTE, WORDS, FILE, "7319.37", QUESTION, ANSWER, NOT_OURS, CALLED, STEP, REPLY, ATTACHED, TALK, GIVEN,
    MAILED, STRUCK, ADJUSTED, ADJUSTED_WHY,
)  # fmt: skip
IDENTITY = ("Elm Care", "Elm Home Care", "1-100000001", "Ada Elm", "ada.elm@", "tom.elm@", "mia@elm", "Pat Elm")


@pytest.fixture(scope="module")
def market_with_markers(django_db_setup: None, django_db_blocker: Any) -> Iterator[Market]:
    with rows_for_all(django_db_blocker):
        market = make_market(14)
        plant_return(market)
        plant_decisions(market)
        plant_engagement(market)
        yield market


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Path]:
    """What is logged from here on, as it stands in the log of a process."""
    place = tmp_path / "process.log"
    with place.open("w") as file:
        handler = logging.StreamHandler(file)
        how = dict(logs.settings(level="INFO", readable=False)["formatters"]["portal"])
        handler.setFormatter(how.pop("()")(**how))
        root, before = logging.getLogger(), logging.getLogger().level
        root.addHandler(handler)
        root.setLevel(logging.INFO)
        yield place
        root.removeHandler(handler)
        root.setLevel(before)


@pytest.fixture
def planted(market_with_markers: Market, settings, tmp_path: Path) -> Market:
    settings.ERASURES_FILE = str(tmp_path / "erasures.jsonl")
    return market_with_markers


def erase(market: Market, kind: ErasureKind, subject_id: object) -> Erasure:
    """Ask as one administrator, consent as another, and let a worker do it."""
    asked = erasures.ask(by=market.cast.alex, kind=kind, subject_id=subject_id)
    assert isinstance(asked, Erasure), asked
    second = person("Olu Administrator", RoleName.ADMINISTRATOR)
    assert isinstance(erasures.consent(by=second, erasure_id=asked.id), Erasure)
    with as_worker():
        assert erasure_work.work(asked.id)
    asked.refresh_from_db()
    return asked


def test_nothing_of_an_erased_provider_is_found(planted: Market, settings, logged: Path, servers, no_second_factor):
    before = marker_search.found((*TYPED, *IDENTITY))
    assert before.keys() == {*TYPED, *IDENTITY}, {*TYPED, *IDENTITY} - before.keys()
    look_around(planted)
    released, figures = Release.objects.get().table, Calculation.objects.first().inputs_sha256
    done = erase(planted, ErasureKind.PROVIDER, planted.cast.elm.id)
    assert done.state == "done" and done.counts["submissions_upload"] >= 1, done.counts
    files = [Path(settings.ERASURES_FILE), logged]
    assert len(logged.read_text().splitlines()) >= 4
    with servers.redis.client() as broker:
        assert marker_search.found((*TYPED, *IDENTITY), files, broker) == {}
    assert Release.objects.get().table == released
    assert Calculation.objects.first().inputs_sha256 == figures
    assert checked_ledgers().first_wrong is None
    others_are_as_they_were(planted)
    events_keep_their_ids(planted)


def look_around(market: Market) -> None:
    """Leave in the logs what people leave there: names typed into searches, pages that fail, tasks that are sent."""
    ned, stranger = client_of(market.cast.ned), Client()
    people = reverse("engagement:person_list", args=[market.exercise.id])
    for typed in ("Elm Care", "ada.elm@elm.example", NAME):
        assert ned.get(people, {"q": typed}).status_code == 200
        stranger.post(reverse("account_login"), {"login": typed, "password": "x"})
        assert ned.get(f"/nowhere/{typed}/").status_code == 404
        stranger.get(f"/invitations/{typed}/")
    task_queue.nudge(erasures.ERASE, market.cast.elm.id)


def test_the_search_sees_what_the_broker_and_a_log_hold(db, servers, tmp_path: Path):
    log = tmp_path / "web.log"
    log.write_text('{"event": "Not found: /Zyxquill/"}')
    with servers.redis.client() as broker:
        task_queue.current_app.send_task("nowhere", args=[QUESTION], queue="marked")
        broker.hset("some-hash", "field", ANSWER)
        broker.xadd("some-stream", {"field": NOTE})
        seen = marker_search.found((NAME, QUESTION, ANSWER, NOTE, "no-such-word"), [log], broker)
        broker.delete("marked", "some-hash", "some-stream")
    outside = {word: {place for place in places if place == log.name or ":" in place} for word, places in seen.items()}
    assert outside == {
        NAME: {"web.log"}, QUESTION: {"broker: marked"}, ANSWER: {"broker: some-hash"}, NOTE: {"broker: some-stream"},
    }  # fmt: skip


def others_are_as_they_were(market: Market) -> None:
    assert Version.objects.exclude(provider=market.cast.elm).exclude(answers={}).count() == 14
    assert CalculationReturn.objects.filter(is_erased=True).count() == 1
    assert Return.objects.get(participation=market.cast.at_elm).state == "excluded"
    assert User.objects.get(id=market.cast.bea.person_id).full_name == "Bea Oak"
    assert Participation.objects.get(id=market.cast.at_oak.id).location_name == "Oak Home Care"


def events_keep_their_ids(market: Market) -> None:
    assert AuditEvent.objects.filter(by_id=market.cast.ada.person_id, words="").exists()
    assert ErasedWords.objects.count() > 5


def test_a_worker_that_is_killed_between_two_steps_is_followed_by_one_that_goes_on(planted: Market, monkeypatch):
    asked = erasures.ask(by=planted.cast.alex, kind=ErasureKind.PROVIDER, subject_id=planted.cast.elm.id)
    second = person("Olu Administrator", RoleName.ADMINISTRATOR)
    erasures.consent(by=second, erasure_id=asked.id)
    real, calls = erasure_work._do, []

    def die_at_the_third(row, step):
        calls.append(step.title)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(row, step)

    monkeypatch.setattr(erasure_work, "_do", die_at_the_third)
    with pytest.raises(KeyboardInterrupt), as_worker():
        erasure_work.work(asked.id)
    asked.refresh_from_db()
    assert (asked.step, asked.state) == (2, "working")
    assert not erasure_work.work(asked.id), "the row is claimed until its worker is surely gone"
    Erasure.objects.update(claimed_at=None)
    with as_worker():
        assert erasure_work.work(asked.id)
    assert marker_search.found((*TYPED, *IDENTITY)) == {}
    assert calls.count("Returns, versions, uploads, drafts and questions") == 2


def test_a_person_is_erased_and_their_provider_stays(planted: Market):
    ada = planted.cast.ada.person_id
    erase(planted, ErasureKind.PERSON, ada)
    assert marker_search.found(("Ada Elm", "ada.elm@")) == {}
    assert Return.objects.get(participation=planted.cast.at_elm).state == "accepted"
    assert marker_search.found(("Elm Home Care", "7319.37")).keys() == {"Elm Home Care", "7319.37"}


def test_a_contact_is_erased_by_the_address_that_they_wrote_from(planted: Market):
    mia = ContactPerson.objects.get(email="mia@elm.example")
    erase(planted, ErasureKind.PERSON, mia.id)
    assert marker_search.found(("mia@elm.example", mia.full_name, REPLY, ATTACHED)) == {}


def test_erasures_are_replayed_on_a_backup_that_was_restored(planted: Market, settings):
    settings.ERASURES_FILE = settings.ERASURES_FILE or ""
    Path(settings.ERASURES_FILE).write_text(
        json.dumps({"kind": "provider", "subject": str(planted.cast.elm.id), "erasure": "", "at": ""}) + "\n{cut"
    )
    call_command("replay_erasures", stdout=StringIO())
    assert marker_search.found((*TYPED, *IDENTITY)) == {}
    assert Erasure.objects.get().state == "done"


def test_whoever_asks_cannot_consent(planted: Market):
    alex = planted.cast.alex
    asked = erasures.ask(by=alex, kind=ErasureKind.PROVIDER, subject_id=planted.cast.elm.id)
    assert isinstance(erasures.consent(by=alex, erasure_id=asked.id), Refusal)
    assert isinstance(erasures.ask(by=alex, kind=ErasureKind.PROVIDER, subject_id=planted.cast.elm.id), Refusal)
    assert isinstance(erasures.ask(by=planted.cast.dev, kind=ErasureKind.PROVIDER, subject_id=alex.person_id), Refusal)
    with as_worker():
        assert not erasure_work.work(asked.id), "nobody has consented"


@pytest.mark.parametrize("table", ["accounts_auditevent", "reports_calculationreturn", "reports_calculation"])
def test_what_only_grows_still_refuses_every_other_change(planted: Market, table: str):
    changes = {
        "accounts_auditevent": "words = ''",
        "reports_calculationreturn": "is_erased = true, location_name = 'Erased location'",
        "reports_calculation": "\"table\" = '{}'",
    }
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {changes[table]}")


def test_the_doors_open_only_while_an_erasure_is_at_work(planted: Market):
    asked = erasures.ask(by=planted.cast.alex, kind=ErasureKind.PROVIDER, subject_id=planted.cast.elm.id)
    events = list(AuditEvent.objects.values_list("id", flat=True)[:1])
    with as_worker(), connection.cursor() as cursor:
        cursor.execute("SELECT erase_calculation_returns(%s)", [asked.id])
        assert cursor.fetchone() == (0,)
    with pytest.raises(DatabaseError, match="no such erasure"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT erase_trail_words(%s, %s)", [asked.id, events])


def test_the_calculation_says_that_it_cannot_be_repeated(planted: Market, no_second_factor):
    made = Calculation.objects.first()
    assert queries.inputs_of(planted.ana, made).sha256 == made.inputs_sha256
    erase(planted, ErasureKind.PROVIDER, planted.cast.elm.id)
    assert queries.inputs_of(planted.ana, made).sha256 != made.inputs_sha256
    page = client_of(planted.ana).get(reverse("reports:calculation_detail", args=[made.id])).content.decode()
    assert "Can no longer be repeated: 1 return in it" in page and "Elm" not in page


def test_the_next_release_treats_the_missing_value_as_changed(planted: Market):
    """The ledger finds no earlier value of the erased return, which then is held to have changed (R13)."""
    before = queries.ledger_of(planted.ana, planted.exercise.id).values
    release, known = str(Release.objects.get().id), planted.cast.at_elm.location.cqc_location_id
    assert any(known in values for values in before[release].values())
    erase(planted, ErasureKind.PROVIDER, planted.cast.elm.id)
    after = queries.ledger_of(planted.ana, planted.exercise.id).values
    assert not any(known in values for values in after[release].values())
    again = releases.draft(by=planted.ana, calculation_id=planted.calculate().id)
    assert isinstance(again, Release | Refusal), again
