"""A double click on a form that changes something: the second one changes nothing, tells nobody and fails no page.

Each row is a form of releases, datasheets, erasures, sessions or retention; those that are shown elsewhere have the
file, and those of which a second one is meant have the reason. Forms that make a row are in
``test_what_is_sent_twice_is_made_once.py``.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from accounts.domain.roles import RoleName
from accounts.erasures.actions import erasures
from accounts.erasures.domain.states import ErasureKind
from accounts.models import AuditEvent, Erasure, PersonSession
from accounts.tests.pages import client_of
from costofcare.tests.answers import OWN, listed
from costofcare.tests.test_what_is_sent_twice_is_made_once import ONCE
from reports.models import Release
from reports.tests.accepted_returns import Market, make_market
from submissions.tests.cast import person
from submissions.tests.module_rows import rows_for_all

HERE = Path(__file__).parents[2]
# Who sends, what they send, and the id that the address names: made just before.
Row = tuple[Callable[[Market], Any], dict[str, str], Callable[[Market], Any]]


def fay(market: Market) -> Any:
    return market.fay


def alex(market: Market) -> Any:
    return market.cast.alex


def another(market: Market) -> Any:
    return person("Olu Administrator", RoleName.ADMINISTRATOR)


def asked(market: Market) -> Any:
    elm = market.cast.elm
    made = erasures.ask(by=market.cast.alex, kind=ErasureKind.PROVIDER, subject_id=elm.id)
    assert isinstance(made, Erasure), made
    return made.id


def a_browser(market: Market) -> Any:
    client_of(market.cast.alex).get("/home/")
    return PersonSession.objects.get(person_id=market.cast.alex.person_id).id


def a_browser_of_dev(market: Market) -> Any:
    client_of(market.cast.dev).get("/home/")
    person_id = market.cast.dev.person_id
    return person_id, PersonSession.objects.get(person_id=person_id).id


def two_browsers(market: Market) -> Any:
    for _ in range(2):
        client_of(market.cast.alex).get("/home/")
    return ()


TYPED = {"typed": "Elm Care Ltd", "reference": ""}
CHANGED: dict[str, Row] = {
    "reports:release_draft": (lambda market: market.ana, {}, lambda market: market.calculate().id),
    "reports:release_approve": (fay, {}, lambda market: market.draft().id),
    "reports:release_reject": (fay, {"reason": "Not yet."}, lambda market: market.draft().id),
    "reports:release_withdraw": (fay, {"because": "error", "note": "A slip."}, lambda market: market.release().id),
    "reports:public_page": (lambda market: market.ana, {"public": "no"}, lambda market: market.exercise.id),
    "erasure_ask": (alex, TYPED, lambda market: ("provider", market.cast.elm.id)),
    "erasure_detail": (another, TYPED, asked),
    "erasure_take_back": (alex, {}, asked),
    "retention_change": (alex, {"days": "400"}, lambda market: "uploads"),
    "accounts:session_end": (alex, {}, a_browser),
    "accounts:session_end_others": (alex, {}, two_browsers),
    "accounts:session_end_of_person": (alex, {}, a_browser_of_dev),
}
ELSEWHERE = {
    "reports:datasheet_make": "reports/datasheets/tests/test_two_make_one_datasheet.py",
    "make_documents": "reports/annexes/tests/test_documents_of_a_release.py",
    "reports:calculation_make": "reports/tests/test_calculation_is_left_to_a_worker.py",
    "reports:index_load": "reports/indices/tests/test_indices_are_kept.py",
}
MEANT = {
    "reports:document_make_again": "compares, and changes nothing",
    "reports:justification_edit": "saves what stands in the field: the same again is the same",
    "reports:index_list": "a value that is there already is said to be; no edition is made",
    "reports:index_undo": "names the edition that stands; a second click is told that it no longer does",
    "accounts:sign_out_person": "ends every session once more, also one begun in between; both are in the trail",
    "accounts:session_left": "asks how long is left",
}
# Incidents have a page to read, and no form.
ROOMS = ("reports:", "erasure", "retention", "incident", "make_documents", "accounts:session", "accounts:sign_out")


@pytest.fixture(scope="module")
def market(django_db_setup: None, django_db_blocker: Any) -> Iterator[Market]:
    with rows_for_all(django_db_blocker):
        yield make_market(6)


def test_every_form_has_a_row_a_file_or_a_reason() -> None:
    """A form answers the POST of somebody signed in, by whatever but 404 and 405."""
    assert forms_in(listed()) - {*CHANGED, *ELSEWHERE, *MEANT} == set()
    assert [file for file in ELSEWHERE.values() if not (HERE / file).is_file()] == []


def forms_in(table: Mapping[tuple[str, str], Mapping[str, str]]) -> set[str]:
    found = set()
    for (name, method), answers in table.items():
        if method == "POST" and name.startswith(ROOMS):
            found |= {name} if {answers[who] for who in OWN} - {"404", "405"} else set()
    return found


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
@pytest.mark.parametrize("name", CHANGED)
def test_the_second_of_two_clicks_changes_nothing(
    market: Market, name: str, django_capture_on_commit_callbacks: Any
) -> None:
    who, given, about = CHANGED[name]
    of = about(market)
    address, client = reverse(name, args=of if isinstance(of, tuple) else [of]), client_of(who(market))
    page = client.get(address)
    once = ONCE.findall(page.content.decode()) if page.status_code == 200 else []
    sent = given | {"once": once[0]} if once else given

    def send() -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, sent).status_code

    def stands() -> tuple[int, ...]:
        return AuditEvent.objects.count(), Release.objects.count(), Erasure.objects.count(), len(mail.outbox)

    before = stands()
    assert send() == 302
    after = stands()
    assert after[0] > before[0], "it was done, and is in the trail"
    assert send() in (302, 404, 200)
    assert stands() == after
