"""The team begins a survey, sees who has answered, reads and asks back; whoever invites reads no answer."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.utils import timezone

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.models import PayAnswer, PayPlace, PayQuestion, PaySurvey
from markets.paysurveys.domain.given_pay import GivenPay, TravelPay
from markets.paysurveys.domain.pay_standing import PayStanding, pay_tested, remarks_on
from markets.paysurveys.forms.surveys import PaySurveyForm
from markets.tests.asked_market import AskedMarket, a_pay_survey, closed, given
from markets.tests.council import Council

D = Decimal
in_pages = pytest.mark.usefixtures("no_second_factor", "db")


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}_0": str(on.day), f"{name}_1": str(on.month), f"{name}_2": str(on.year)}


def new(market: AskedMarket, **changed: str) -> dict[str, str]:
    today = timezone.localdate()
    days = day("reference_date", date(2026, 4, 1)) | day("opens_on", today) | day("closes_on", today + timedelta(30))
    told = {"name": "Wages", "exercise": str(market.exercise.id), "zones": "moor\ntown", "visit_minutes": "30"}
    return told | days | changed


REFUSED: tuple[tuple[dict[str, str], str], ...] = (
    ({"name": ""}, "Give the survey a name"),
    ({"exercise": "nonsense"}, "Choose whose locations are asked"),
    (day("reference_date", date(1999, 1, 1)), "No National Living Wage is filed for this day"),
    (day("closes_on", date(2020, 1, 1)), "The last day is before the first"),
    ({"zones": "moor\nMOOR"}, "Two zones have the same name"),
    ({"zones": "\n".join(str(n) for n in range(21))}, "There are 21 zones"),
    ({"visit_minutes": "9" * 27}, "is not possible. Enter a number from 5 to 240"),
)


@pytest.mark.nightly
@in_pages
def test_an_analyst_begins_and_changes_a_survey(cast: Council, market: AskedMarket):
    assert "No wage survey yet" in text_of(get(cast.dev, "markets:pay_survey_list"))
    for changed, said in REFUSED:
        form = PaySurveyForm([market.exercise], new(market, **changed))
        assert said in str(form.errors), said
    assert "Give the survey a name" in text_of(post(cast.dev, "markets:pay_survey_new", **new(market, name="")))
    assert not PaySurvey.objects.exists()
    page = text_of(post(cast.dev, "markets:pay_survey_new", **new(market)))
    assert "0 of 1 locations have answered" in page and "Elm Ltd branch" in page
    assert "There is a wage survey called" in text_of(post(cast.dev, "markets:pay_survey_new", **new(market)))
    survey = PaySurvey.objects.get()
    later = day("opens_on", survey.opens_on) | day("closes_on", survey.closes_on + timedelta(9)) | {"edition": "1"}
    assert "is changed" in text_of(post(cast.dev, "markets:pay_survey_change", survey.id, **later))
    assert "Somebody has changed this" in text_of(post(cast.dev, "markets:pay_survey_change", survey.id, **later))


@in_pages
@pytest.mark.parametrize("others", first_by_day(["carol", "gus ada eve nobody"]))
def test_engagement_officers_see_who_answered_and_no_answer(cast: Council, market: AskedMarket, others: str):
    outsiders = [getattr(cast, name, None) for name in others.split()]
    survey = a_pay_survey(cast.dev, market.exercise)
    [answer] = given(survey, cast.ada, [{"basic": "12.34"}])
    page = text_of(get(cast.ned, "markets:pay_survey_detail", survey.id))
    assert "1 of 1 locations have answered" in page and "What was answered is not for this role" in page
    assert "12.34" not in page
    assert "No location fits" in text_of(get(cast.ned, "markets:pay_survey_detail", survey.id, state="waiting"))
    for name, ids in (("pay_answer_list", ()), ("pay_answer_detail", (answer.place_id,)), ("pay_counts_freeze", ())):
        assert is_kept_out(cast.ned, get(cast.ned, f"markets:{name}", survey.id, *ids))
        assert "12.34" in text_of(get(cast.fay, f"markets:{name}", survey.id, *ids)) or name == "pay_counts_freeze"
        for who in outsiders:
            assert is_kept_out(who, get(who, f"markets:{name}", survey.id, *ids))
    for who in outsiders:
        assert is_kept_out(who, get(who, "markets:pay_survey_detail", survey.id))


@pytest.mark.nightly
@in_pages
def test_a_question_is_asked_and_answered_also_after_closing(
    cast: Council, market: AskedMarket, django_capture_on_commit_callbacks
):
    survey = a_pay_survey(cast.dev, market.exercise)
    [answer] = given(survey, cast.ada, [{"basic": "30", "weekend": "11"}])
    listed = text_of(get(cast.dev, "markets:pay_answer_list", survey.id, only="remarks"))
    assert (
        "Basic pay of £30.00 is above £25.00." in listed
        and "Weekend pay of £11.00 is below basic pay of £30.00." in listed
    )
    with django_capture_on_commit_callbacks(execute=True):
        post(cast.dev, "markets:pay_answer_detail", survey.id, answer.place_id, words="Is £30 <b>right</b>?")
    [letter] = mail.outbox
    assert "question" in letter.subject and "£30" not in letter.body
    question, _ = PayQuestion.objects.get(), closed(survey)
    assert "Is £30 <b>right</b>?" in text_of(get(cast.ada, "markets:own_pay", answer.place_id))
    assert "Write your reply" in text_of(post(cast.ada, "markets:own_pay_reply", question.id, words=" "))
    post(cast.ada, "markets:own_pay_reply", question.id, words="Yes, for nights")
    assert "Yes, for nights" in text_of(get(cast.fay, "markets:pay_answer_detail", survey.id, answer.place_id))
    assert is_kept_out(cast.fay, post(cast.fay, "markets:pay_answer_detail", survey.id, answer.place_id, words="?"))
    assert is_kept_out(cast.dev, post(cast.dev, "markets:own_pay_reply", question.id, words="Mine"))


def pay(**changed: object) -> GivenPay:
    usual: dict[str, object] = {
        "basic": D("12.60"), "evening": None, "weekend": None, "travel": TravelPay.RATE, "travel_rate": D("12.71"),
        "travel_minutes": D(6), "waiting_minutes": D(0), "holds_from": date(2026, 4, 1), "zones": (),
    }  # fmt: skip
    return GivenPay(**(usual | changed))  # type: ignore[arg-type]


REMARKED: tuple[tuple[dict[str, object], str], ...] = (
    ({}, "Basic pay of £12.60 is below the floor of £12.71."),
    ({"basic": D(26)}, "Basic pay of £26.00 is above £25.00."),
    ({"weekend": D(12)}, "Weekend pay of £12.00 is below basic pay of £12.60."),
    ({"travel_rate": D(0)}, "Travel is paid, but at a rate of £0.00."),
    ({"travel_rate": D(9)}, "Travel is paid £9.00 an hour, below the floor of £12.71."),
    ({"travel_minutes": None}, "Travel minutes are not known."),
    ({"travel_minutes": D(90)}, "Travel of 90 minutes a visit is longer than an hour."),
    ({"basic": D(13), "travel": TravelPay.UNPAID, "travel_rate": None}, "per hour worked at most, below the floor."),
    ({"holds_from": date(2023, 1, 1)}, "This pay has held for more than two years."),
)


@pytest.mark.parametrize(("changed", "said"), REMARKED)
def test_each_check_speaks(changed: dict[str, object], said: str):
    given_pay = pay(**changed)
    remarks = remarks_on(given_pay, pay_tested(given_pay, D(30), D("12.71")), date(2026, 4, 1))
    assert any(said in remark for remark in remarks), remarks
    sound = pay(basic=D("13.50"))
    assert remarks_on(sound, pay_tested(sound, D(30), D("12.71")), date(2026, 4, 1)) == []


def test_without_minutes_only_what_is_sure_is_said():
    cases = (
        (D(12), D(12), PayStanding.BELOW),
        (D(13), D(13), PayStanding.NOT_BELOW),
        (D(13), D(1), PayStanding.UNKNOWN),
    )
    for basic, travel, expected in cases:
        found = pay_tested(pay(basic=basic, travel_rate=travel, travel_minutes=None), D(30), D("12.71"))
        assert found.standing is expected and found.says


@pytest.mark.django_db
def test_an_answer_is_kept_as_it_was_given(cast: Council, market: AskedMarket):
    given(a_pay_survey(cast.dev, market.exercise), cast.ada, [{"zones": "1"}])
    assert PayAnswer.objects.get().values["zones"] == ["town"] and PayPlace.objects.get().answered_at
