"""Homes say what a wage survey waits for, each to whoever does it; and what was typed and never sent is erased."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.domain.context import Context
from accounts.tests.pages import get, no_second_factor, text_of
from costofcare.retention.actions import announce, erase_due
from costofcare.retention.domain.kinds import TOLD_BEFORE
from costofcare.retention.queries import plan_for
from markets.models import PayDraft, PayPlace, PaySurvey
from markets.paysurveys.actions import answers, counts
from markets.paysurveys.queries import pay_tasks
from markets.tests.asked_market import TYPED, a_pay_survey, asked_market, closed, given
from markets.tests.council import Council, make_council
from submissions.tests.cast import as_worker, behind_the_wall

__all__ = ["no_second_factor"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def cast() -> Council:
    return make_council()


@pytest.fixture
def survey(cast: Council) -> PaySurvey:
    return a_pay_survey(cast.dev, asked_market(cast, owners=6).exercise)


def home(who: Context) -> str:
    return text_of(get(who, "home"))


def test_who_writes_hears_how_many_have_not_answered_and_the_council_hears_nothing(cast: Council, survey: PaySurvey):
    words = f"6 locations have not answered the wage survey {survey.name}"
    assert words in home(cast.ned) and words in home(cast.dev)
    assert survey.name not in home(cast.fay) and survey.name not in home(cast.carol)
    with behind_the_wall(cast.ned):
        assert [task.title for task in pay_tasks(cast.ned)] == [words]


def test_a_closed_survey_waits_for_counts_and_counts_for_another_person(cast: Council, survey: PaySurvey):
    given(survey, cast.ada, [{"basic": f"{12 + n}.00"} for n in range(6)])
    closed(survey)
    to_freeze = f"Freeze the counts of the wage survey {survey.name}"
    assert f"{to_freeze} It has closed To do" in home(cast.dev) and to_freeze not in home(cast.ned)
    assert f"{to_freeze} It has closed Waits for somebody else" in home(cast.fay)
    table = counts.table_of(cast.dev, survey)
    frozen = counts.freeze(by=cast.dev, survey_id=survey.id, digest=counts.digest_of(table))  # type: ignore[arg-type]
    to_approve = f"Decide on the counts of the wage survey {survey.name}"
    assert to_freeze not in home(cast.dev) and f"{to_approve} The council sees them" in home(cast.fay)
    assert to_approve in home(cast.dev) and "An approver decides who has not frozen them" in home(cast.dev)
    counts.approve(by=cast.fay, counts_id=frozen.id)  # type: ignore[union-attr]
    assert not pay_tasks(cast.dev) and not pay_tasks(cast.fay) and not pay_tasks(None)


def a_draft(cast: Council, survey: PaySurvey) -> PayPlace:
    place = PayPlace.objects.get(survey=survey, provider_id=cast.ada.provider_id)
    answers.save(by=cast.ada, place_id=place.id, before={}, typed={"basic": "12.60"})
    return place


def test_a_provider_sees_what_is_to_do_and_what_it_typed_and_has_not_sent(cast: Council, survey: PaySurvey):
    assert f"{survey.name}, Elm" in home(cast.ada) and "Typed and not sent" not in home(cast.ada)
    a_draft(cast, survey)
    assert f"{survey.name}, Elm Ltd branch Typed and not sent. Until the end of" in home(cast.ada)
    assert "Typed and not sent" in text_of(get(cast.ada, "markets:own_pay_list"))
    given(survey, cast.ada, [TYPED])
    assert "A correction is typed and not sent" in text_of(get(cast.ada, "markets:own_pay_list"))
    assert survey.name in home(cast.ada)
    PayDraft.objects.all().delete()
    assert survey.name not in home(cast.ada)


def test_a_draft_is_erased_a_quarter_after_its_survey_has_closed(cast: Council, survey: PaySurvey):
    a_draft(cast, survey)
    today = timezone.localdate()
    for days, rows in ((89, 0), (91, 1)):
        PaySurvey.objects.update(opens_on=today - timedelta(days=200), closes_on=today - timedelta(days=days))
        assert plan_for(today).get("wage_drafts", {"rows": 0})["rows"] == rows
    with as_worker():
        announce(today)
        assert erase_due(today + TOLD_BEFORE)["wage_drafts"] == 1
    assert not PayDraft.objects.exists()
