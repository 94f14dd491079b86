"""A provider's page of pay: it saves itself, is sent, corrected until closing, and loses nothing that was typed."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, send, text_of
from markets.models import PayAnswer, PayDraft, PayPlace, PaySurvey
from markets.paysurveys.domain.pay_reader import read_pay
from markets.tests.asked_market import DAY, TYPED, AskedMarket, a_pay_survey
from markets.tests.council import Council

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def survey(cast: Council, market: AskedMarket) -> PaySurvey:
    return a_pay_survey(cast.dev, market.exercise)


@pytest.fixture
def place(survey: PaySurvey) -> PayPlace:
    return PayPlace.objects.get(survey=survey)


def typed(before: object = "{}", **changed: str) -> dict[str, str]:
    shown = before if isinstance(before, str) else json.dumps(before)
    return {**TYPED, "once": str(uuid4()), "before": shown, **changed}


def test_it_is_sent_with_a_receipt_and_corrected(cast: Council, place: PayPlace, django_capture_on_commit_callbacks):
    assert "To do" in text_of(get(cast.ada, "markets:own_pay_list"))
    page = typed()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            answer = text_of(post(cast.ada, "markets:own_pay", place.id, **page))
    assert "Your answer is sent" in answer and "Version 1" in answer
    assert PayAnswer.objects.count() == 1 and not PayDraft.objects.exists()
    assert "below the National Living Wage of £12.71" in answer and "£12.28" in answer
    [receipt] = mail.outbox
    assert receipt.to == ["ada.elm@example.org"] and "12.60" not in receipt.body
    send(cast.ada, "markets:own_pay", place.id, **typed(TYPED, basic="13.40"))
    assert list(PayAnswer.objects.values_list("number", "values__basic")) == [(2, "13.40"), (1, "12.60")]


WRONG: tuple[tuple[dict[str, str], str], ...] = (
    ({"basic": "9" * 27}, "is not possible. Basic pay: enter a number from 0.01 to 100"),
    ({"basic": ""}, "Basic pay: enter a number"),
    ({"basic": "1e400"}, "We read “1e400”, which is not possible"),
    ({"evening": "lots"}, "We read “lots”"),
    ({"travel": ""}, "Choose how travel between visits is paid"),
    ({"travel_rate": ""}, "Enter what an hour of travel is paid"),
    ({"travel": "unpaid"}, "Clear the pay for an hour of travel"),
    ({"travel_minutes": "x" * 10_000}, "Travel minutes a visit: enter a number from 0 to 240"),
    ({"holds_from_2": "9" * 27}, "which is no day"),
    ({"holds_from_1": "5"}, "The survey asks for the pay of 1 April 2026"),
    ({"zones": ""}, "Choose the zones where this location works"),
    ({"zones": "7"}, "Choose the zones where this location works"),
)


def test_what_is_wrong_is_said():
    for changed, said in WRONG:
        read = read_pay(TYPED | changed, ("moor", "town"), DAY)
        assert read.pay is None and any(said in fault for fault in read.faults.values()), said


def test_what_is_wrong_stays_on_the_page(cast: Council, place: PayPlace):
    for changed, said in (WRONG[0], WRONG[7]):
        PayDraft.objects.all().delete()
        answer = post(cast.ada, "markets:own_pay", place.id, **typed(weekend="14.44", **changed))
        assert said in text_of(answer), said
        assert "14.44" in answer.content.decode() and PayDraft.objects.get().typed["weekend"] == "14.44"
    assert not PayAnswer.objects.exists()


def test_it_saves_itself_whatever_is_typed(cast: Council, place: PayPlace):
    answer = post(cast.ada, "markets:own_pay_save", place.id, **typed(basic="12,"))
    assert "Saved" in text_of(answer) and PayDraft.objects.get().typed["basic"] == "12,"
    page = get(cast.ada, "markets:own_pay", place.id)
    assert 'value="12,"' in page.content.decode() and "There is a problem" not in text_of(page)
    for before in ("", "[1]", "[" * 20_000, "null"):
        send(cast.ada, "markets:own_pay_save", place.id, **typed(before, basic="12,"))
    assert PayDraft.objects.get().typed["basic"] == "12,"


def test_two_tabs_keep_what_either_typed_and_say_where_both_did(cast: Council, place: PayPlace):
    empty = typed()
    send(cast.ada, "markets:own_pay_save", place.id, **(empty | dict.fromkeys(TYPED, "") | {"basic": "12.60"}))
    other = empty | dict.fromkeys(TYPED, "")
    send(cast.ada, "markets:own_pay_save", place.id, **(other | {"evening": "13"}))
    kept = PayDraft.objects.get().typed
    assert (kept["basic"], kept["evening"]) == ("12.60", "13")
    answer = text_of(post(cast.ada, "markets:own_pay_save", place.id, **(other | {"basic": "12.90"})))
    assert "“12.60” was saved on another page meanwhile. Save again to keep your “12.90”" in answer
    assert PayDraft.objects.get().typed["basic"] == "12.60"
    sent = post(cast.ada, "markets:own_pay", place.id, **(empty | {"basic": "12.90"}))
    assert 'value="12.90"' in sent.content.decode() and not PayAnswer.objects.exists()
    told = dict(PayDraft.objects.get().typed)
    send(cast.ada, "markets:own_pay", place.id, **typed(told, basic="12.90"))
    assert PayAnswer.objects.get().values["basic"] == "12.90"


def test_closing_while_somebody_types_loses_nothing(cast: Council, survey: PaySurvey, place: PayPlace):
    today = timezone.localdate()
    PaySurvey.objects.filter(id=survey.id).update(closes_on=today - timedelta(days=1))
    answer = post(cast.ada, "markets:own_pay", place.id, **typed())
    assert "What you typed is kept and was not sent" in text_of(answer) and 'value="12.60"' in answer.content.decode()
    assert not PayAnswer.objects.exists() and PayDraft.objects.get().typed["basic"] == "12.60"
    assert "What you typed is kept" in text_of(post(cast.ada, "markets:own_pay_save", place.id, **typed(TYPED)))
    PaySurvey.objects.filter(id=survey.id).update(closes_on=today)
    send(cast.ada, "markets:own_pay", place.id, **typed(TYPED))
    assert PayAnswer.objects.count() == 1


@pytest.mark.parametrize("others", first_by_day(["carol", "dev ned nobody"]))
def test_nobody_else_finds_the_page(cast: Council, place: PayPlace, others: str):
    for who in (getattr(cast, name, None) for name in others.split()):
        assert is_kept_out(who, get(who, "markets:own_pay", place.id))
        assert is_kept_out(who, get(who, "markets:own_pay_list"))
        assert is_kept_out(who, post(who, "markets:own_pay_save", place.id, **typed()))
    assert not PayDraft.objects.exists()
