"""A calculation of many returns is left to a worker: made once, told of, and said in words where it cannot be."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from accounts.actions import task_queue
from accounts.models import Role
from accounts.tests.pages import get, post, text_of
from reports.actions import calculations, request_worker, requests
from reports.domain.calculation_terms import CalculationTerms, terms_document, terms_from
from reports.domain.exclusions import Exclusion
from reports.domain.scenarios import ReturnScenario
from reports.domain.uplift_choice import UpliftChoice
from reports.models import Calculation, CalculationRequest
from reports.tests.accepted_returns import Market, make_market
from reports.tests.test_calculation_pages import answers
from submissions.models import Return
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture(scope="module")
def market(django_db_setup: None, django_db_blocker: object) -> Iterator[Market]:
    with rows_for_all(django_db_blocker):
        yield make_market(6)


@pytest.fixture(autouse=True)
def nudged(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    settings.CALCULATED_BY_WORKER_FROM = 6
    found: list[Any] = []
    monkeypatch.setattr(task_queue, "nudge", lambda task, *ids: found.append((task, ids)) or True)
    return found


def asked(market: Market, **terms: Any) -> CalculationRequest:
    made = requests.ask(by=market.ana, exercise_id=market.exercise.id, terms=CalculationTerms(**terms))
    assert isinstance(made, CalculationRequest), made
    return made


def worked(row: CalculationRequest, commits: Any) -> CalculationRequest:
    with commits(execute=True):
        request_worker.process(row.id)
    row.refresh_from_db()
    return row


def test_it_is_asked_for_on_the_page_and_made_once(market, nudged, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = post(market.ana, "reports:calculation_make", market.exercise.id, **answers(market, note="A note"))
    row = CalculationRequest.objects.get()
    assert nudged == [(requests.MAKE_CALCULATION, (row.id,))] and not Calculation.objects.exists()
    assert "Waiting for a worker" in text_of(page) and "Reload this page" in text_of(page)
    assert "A calculation asked for by Dev Analyst" in text_of(get(market.fay, "reports:calculation_list"))
    for _ in range(2):
        worked(row, django_capture_on_commit_callbacks)
    made = Calculation.objects.get()
    assert (made.id, made.note, row.state, row.calculation_id) == (row.id, "A note", "done", made.id)
    answer = get(market.ana, "reports:request_detail", row.id)
    assert answer.status_code == 302 and str(made.id) in answer.url
    assert get(market.ana, "reports:request_steps", row.id).headers["HX-Redirect"]


def test_the_same_figures_come_of_it_as_at_once(market, django_capture_on_commit_callbacks):
    direct = market.calculate()
    row = worked(asked(market), django_capture_on_commit_callbacks)
    assert (row.calculation.inputs_sha256, row.calculation.table) == (direct.inputs_sha256, direct.table)


def test_a_return_that_was_taken_back_meanwhile_is_wholly_out_and_that_is_said(
    market, django_capture_on_commit_callbacks
):
    row = asked(market)
    Return.objects.filter(id=market.accepted[0].id).update(state="in_progress")
    row = worked(row, django_capture_on_commit_callbacks)
    assert row.calculation.returns_used == 5
    text = text_of(get(market.ana, "reports:request_detail", row.id))
    assert "1 return was taken back or replaced since you asked, and not in it." in text
    assert "See calculation 1" in text


def test_what_cannot_be_made_is_said_and_told_without_a_figure(market, django_capture_on_commit_callbacks):
    version = str(market.accepted[0].current_id)
    row = asked(market, exclusions=(Exclusion(version, "In doubt"),))
    Return.objects.filter(id=market.accepted[0].id).update(state="in_progress")
    mail.outbox.clear()
    row = worked(row, django_capture_on_commit_callbacks)
    assert row.state == "refused" and not Calculation.objects.exists()
    text = text_of(get(market.ana, "reports:request_detail", row.id))
    assert "A return that you left out is no longer accepted as you saw it." in text and "Nothing was kept" in text


def test_without_any_accepted_return_nothing_is_made(market, django_capture_on_commit_callbacks):
    row = asked(market)
    Return.objects.filter(exercise=market.exercise).update(state="in_progress")
    row = worked(row, django_capture_on_commit_callbacks)
    assert row.words == "There is no accepted return to calculate from."


def test_an_error_of_ours_is_tried_three_times_and_then_said(market, monkeypatch, django_capture_on_commit_callbacks):
    row = asked(market)
    monkeypatch.setattr(calculations, "make", lambda **_: 1 / 0)
    for state in ("received", "received", "failed"):
        assert worked(row, django_capture_on_commit_callbacks).state == state
    assert "an error of its own, three times" in row.words


def test_whoever_is_no_analyst_any_more_gets_nothing(market, django_capture_on_commit_callbacks):
    row = asked(market)
    Role.objects.filter(person_id=market.ana.person_id).update(ended_at=timezone.now())
    assert worked(row, django_capture_on_commit_callbacks).state == "refused"
    assert not Calculation.objects.exists()


def test_the_sweeper_finds_what_nobody_was_told_of_and_what_a_dead_worker_left(market, nudged):
    row, long_ago = asked(market), timezone.now() - timedelta(days=1)
    assert request_worker.sweep() == 0
    CalculationRequest.objects.filter(id=row.id).update(received_at=long_ago)
    assert request_worker.sweep() == 1
    CalculationRequest.objects.filter(id=row.id).update(state="working", claimed_at=long_ago, tries=1)
    assert request_worker.sweep() == 1
    CalculationRequest.objects.filter(id=row.id).update(tries=3)
    assert request_worker.sweep() == 0
    row.refresh_from_db()
    assert row.state == "failed"


def test_the_terms_come_back_as_they_were():
    terms = CalculationTerms(
        (Exclusion("a version", "why", frozenset({"mileage"})),),
        "A note",
        Decimal("0.9"),
        UpliftChoice(date(2027, 3, 31), {"mileage": "cpi"}, "none"),
        (ReturnScenario(Decimal("0.05"), None), ReturnScenario(None, Decimal("0.06"))),
    )
    assert terms_from(terms_document(terms)) == terms
