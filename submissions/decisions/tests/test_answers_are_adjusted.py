"""An adjusted value stands beside what was submitted: worked out afresh, and gone where the provider has corrected."""

from decimal import Decimal

import pytest

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from costing.forms import CURRENT
from costing.serialisation import answers_document, answers_from
from costing.tests.returns import report_on
from submissions import queries
from submissions.actions import decision_state, returns
from submissions.decisions.actions import adjustments, line_decisions
from submissions.decisions.domain.adjusted_answers import adjusted_costs
from submissions.models import Adjustment, Return, Version
from submissions.tests.cast import OUTSIDERS, accepted, behind_the_wall, make_cast, outsider, refused, workbook_for
from submissions.tests.module_rows import rows_for_all

pytestmark = pytest.mark.django_db
WHY = {"reason": "told", "words": "By phone"}


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
    with rows_for_all(django_db_blocker):
        cast = make_cast()
        yield cast, accepted(cast.ada, cast.dev, cast.at_elm)


@pytest.fixture
def cast(rows):
    return rows[0]


@pytest.fixture
def done(rows):
    return rows[1]


def adjust(by, submission, key, value, **changed):
    return adjustments.adjust(by=by, return_id=submission.id, key=key, value=value, **(WHY | changed))


def usable(cast):
    (one,) = queries.accepted_returns(cast.dev, cast.exercise.id)
    return one


class TestCosts:
    """The plain twin: a return that was sent with the adjusted values in the first place."""

    @pytest.mark.parametrize(
        ("example", "changed"),
        [
            ("homecare_3", {"insurance_cost": "1000"}),
            ("homecare_3", {"basic_pay_rate": "14.2", "mileage_rate": "0"}),
            ("homecare_3", {"insurance_cost": "n/a"}),
            ("care_home_1", {"care_staff_cost": "900000"}),
        ],
    )
    def test_are_those_of_a_return_with_the_adjusted_answers(self, example, changed):
        sent, other = report_on(example), report_on(example, **changed)
        form = CURRENT[sent.service]
        answers = answers_from(sent.service, sent.version, answers_document(sent.answers))
        assert adjusted_costs(form, answers, changed) == other.costs != sent.costs

    def test_reach_the_calculation_and_leave_the_version_alone(self, cast, done):
        before, stored = usable(cast), Version.objects.get().costs
        made = adjust(cast.dev, done, "insurance_cost", "£1,000")
        assert (made.adjusted, made.submitted) == ("1000", before.answers["insurance_cost"])
        after = usable(cast)
        assert after.answers["insurance_cost"] == "1000"
        assert after.costs.columns["homecare"]["insurance"] < before.costs.columns["homecare"]["insurance"]
        assert [(one.key, one.by, one.reason) for one in after.adjustments] == [
            ("insurance_cost", "Dev Analyst", "The provider told us the right figure")
        ]
        assert Version.objects.get().costs == stored
        adjustments.take_back(by=cast.dev, adjustment_id=made.id)
        assert usable(cast) == before

    def test_of_several_adjustments_count_together(self, cast, done):
        for value in ("0", "n/a"):
            adjust(cast.dev, done, "marketing_cost", value)
        adjust(cast.dev, done, "uniforms_cost", "0")
        costs = usable(cast).costs.columns["homecare"]
        assert (costs["marketing"], costs["uniforms"], costs["total"]) == (None, Decimal(0), None)
        assert Adjustment.objects.filter(taken_back_at=None).count() == 2
        events = AuditEvent.objects.filter(verb="adjusted an answer")
        assert [event.provider_id for event in events] == [None] * 3


@pytest.mark.parametrize(
    ("key", "value", "said"),
    first_by_day(
        [
            ("insurance_cost", "", "Give the adjusted value"),
            ("insurance_cost", " \n", "Give the adjusted value"),
            ("insurance_cost", "9" * 27, "we read"),
            ("insurance_cost", "1e400", "we read"),
            ("insurance_cost", "x" * 10_000, "we read"),
            ("insurance_cost", "\x00", "Give the adjusted value"),
            ("insurance_cost", "-1", "we expected"),
            ("basic_pay_rate", "n/a", "we read"),
            ("basic_pay_rate", "1000", "we expected"),
            ("mileage_paid_share", "250", "we read"),
            ("careworkers", "0", ""),
            ("excludes_live_in_and_nights", "perhaps", "we read"),
            ("branch_name", "Another", "no figure of that name"),
            ("price_date", "2020-04-01", "no figure of that name"),
            ("no_such", "1", "no figure of that name"),
            ("", "1", "no figure of that name"),
        ],
        4,
    ),
)
def test_bad_input_is_refused_with_words_and_adjusts_nothing(cast, done, key, value, said):
    assert said in refused(adjust(cast.dev, done, key, value))
    assert not Adjustment.objects.exists()


def test_submitted_value_is_no_adjustment(cast, done):
    submitted = usable(cast).answers["insurance_cost"]
    assert "is what was submitted" in refused(adjust(cast.dev, done, "insurance_cost", f"£{submitted}"))
    adjust(cast.dev, done, "insurance_cost", "1")
    assert "take the adjustment back" in refused(adjust(cast.dev, done, "insurance_cost", submitted))


@pytest.mark.parametrize(
    "changed", first_by_day([{"reason": "outlier"}, {"reason": ""}, {"words": " "}, {"words": "x" * 501}], 2)
)
def test_adjustment_without_a_reason_is_none(cast, done, changed):
    refused(adjust(cast.dev, done, "insurance_cost", "1", **changed))
    assert not Adjustment.objects.exists()


def test_adjustment_that_leaves_nothing_to_divide_by_is_refused(cast, done):
    visits = [key for key in usable(cast).answers if key.startswith("visits_") and key != "visits_double_handed"]
    said = [adjust(cast.dev, done, key, "0") for key in visits if usable(cast).answers[key] != "0"]
    assert "could not be costed" in refused(said[-1])


def test_value_that_was_corrected_is_not_adjusted_any_more(cast, done):
    adjust(cast.dev, done, "insurance_cost", "1000")
    adjust(cast.dev, done, "marketing_cost", "2")
    returns.take_back(by=cast.ada, return_id=done.id)
    again = accepted(cast.ada, cast.dev, cast.at_elm, workbook_for(cast.at_elm, insurance_cost="1100"))
    assert again.current.number == 2
    one = usable(cast)
    assert (one.answers["insurance_cost"], one.answers["marketing_cost"]) == ("1100", "2")
    assert [each.key for each in one.adjustments] == ["marketing_cost"]


def test_second_analyst_is_told_and_a_return_taken_back_is_not_adjusted(cast, done):
    seen = decision_state.state_of(cast.dev, done)
    adjust(cast.dev, done, "insurance_cost", "1", seen=seen)
    assert "you adjusted an answer" in refused(adjust(cast.dev, done, "marketing_cost", "1", seen=seen))
    returns.take_back(by=cast.ada, return_id=done.id)
    assert "in progress now" in refused(adjust(cast.dev, done, "marketing_cost", "1"))
    made = Adjustment.objects.get()
    adjustments.take_back(by=cast.dev, adjustment_id=made.id)
    assert "taken back already" in refused(adjustments.take_back(by=cast.dev, adjustment_id=made.id))


def test_only_analysts_of_the_authority_adjust_and_only_the_team_reads(cast, done):
    made = adjust(cast.dev, done, "insurance_cost", "1")
    for who in (*(outsider(cast, name) for name in OUTSIDERS if name != "nobody"), cast.ada, cast.fay):
        assert adjust(who, done, "marketing_cost", "1") is None
        assert adjustments.take_back(by=who, adjustment_id=made.id) is None
        with behind_the_wall(who):
            assert Adjustment.objects.exists() is (who is cast.fay)
    with behind_the_wall(cast.dev):
        assert adjust(cast.dev, done, "marketing_cost", "1").stands
        assert line_decisions.leave_out(by=cast.dev, return_id=done.id, lines=["ppe"], **(WHY | {"reason": "other"}))
    assert Return.objects.get().current.number == 1
