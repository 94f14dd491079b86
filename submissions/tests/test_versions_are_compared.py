"""Any two versions of a return beside each other, for its provider and the independent team."""

from decimal import Decimal

import pytest

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, text_of
from costing.form import LineKind
from costing.forms import CURRENT
from costing.formulas.costs import Costs
from costing.tests.returns import report_on
from submissions.domain.version_comparison import CostChange, answer_changes, cost_changes, finding_changes
from submissions.tests.cast import OUTSIDERS, hand_in, mostly_by_night, outsider, workbook_for

FORM = CURRENT["homecare"]


class TestWhatDiffers:
    def test_is_found_answer_by_answer_as_a_plain_walk_finds_it(self):
        before = report_on("homecare_1").answers
        after = report_on("homecare_1", it_cost="9700", visits_30="901", completed_by_phone="").answers
        found = [change for sheet in answer_changes(FORM, before, after) for change in sheet.changes]
        plain = [key for key in FORM.by_key if before.by_key[key].value != after.by_key[key].value]
        assert [change.key for change in found] == plain
        assert len(plain) == 3
        by_key = {change.key: (change.before, change.after) for change in found}
        assert by_key["it_cost"] == ("£9,600.00 in the cost year", "£9,700.00 in the cost year")
        assert by_key["completed_by_phone"] == ("020 7946 0000", "not answered")

    def test_is_not_what_was_only_typed_differently(self):
        sides = [report_on("homecare_1", it_cost=typed).answers for typed in ("9600", "£9,600.00")]
        assert answer_changes(FORM, *sides) == ()

    def test_against_a_version_that_could_not_be_read_is_everything_given(self):
        answers = report_on("homecare_1").answers
        found = [change for sheet in answer_changes(FORM, None, answers) for change in sheet.changes]
        assert len(found) == sum(answer.value is not None for answer in answers.by_key.values())
        assert {change.before for change in found} == {"not answered"}

    def test_in_costs_are_the_lines_that_moved_and_the_total(self):
        sides = [report_on("homecare_1", it_cost=cost).costs for cost in ("9600", "9700")]
        (column,) = cost_changes(FORM, *sides)
        labels = [line.label for line in column.lines]
        assert "Travel time" not in labels
        assert labels[-1] == FORM.lines[-1].label
        assert all(line.differs for line in column.lines)

    def test_in_costs_that_one_side_lacks_has_no_change_in_pounds(self):
        (column,) = cost_changes(FORM, None, report_on("homecare_1").costs)
        assert {line.by for line in column.lines} == {""}

    @pytest.mark.parametrize(
        ("before", "after", "said"),
        [("1.004", "1.006", "+£0.01"), ("2", "1.50", "−£0.50"), ("1", "1.001", "£0.00"), ("1", "1234.5", "+£1,233.50")],
    )
    def test_of_a_line_is_the_difference_of_what_is_shown(self, before, after, said):
        assert CostChange("", LineKind.LINE, Decimal(before), Decimal(after)).by == said

    def test_empty_costs_make_no_column(self):
        assert cost_changes(FORM, Costs({}, {}), None) == ()

    def test_in_findings_is_told_by_code_and_answer(self):
        before = report_on("homecare_1", basic_pay_rate="9.40", holiday_weeks="8").findings
        after = report_on("homecare_1", basic_pay_rate="9.30", mileage_rate="0.55").findings
        changes = finding_changes(before, after)
        assert {(f.code, f.key) for f in changes.gone} >= {("H07", "holiday_weeks")}
        assert {(f.code, f.key) for f in changes.new} >= {("H04", "mileage_rate")}
        assert ("H05", "basic_pay_rate") not in {(f.code, f.key) for f in (*changes.gone, *changes.new)}
        assert changes.still + len(changes.new) == len(after)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestThePage:
    @pytest.fixture
    def submission(self, cast):
        hand_in(cast.ada, cast.at_elm)
        hand_in(cast.tom, cast.at_elm, workbook_for(cast.at_elm, it_cost="", insurance_cost="6600"))
        return hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, insurance_cost="6700")).submission

    @pytest.mark.parametrize("name", first_by_day(["ada", "tom", "dev", "fay"]))
    def test_shows_the_last_two(self, cast, submission, name):
        text = text_of(get(getattr(cast, name), "submissions:versions", submission.id))
        assert "£6,600.00 in the cost year £6,700.00 in the cost year" in text
        assert "1 gone, 0 new" in text
        assert "has no answer: it is blank" in text

    def test_shows_the_two_that_are_chosen(self, cast, submission):
        text = text_of(get(cast.ada, "submissions:versions", submission.id, before="1", after="3"))
        assert "£6,700.00 in the cost year" in text
        assert "0 gone, 0 new" in text

    @pytest.mark.parametrize("chosen", [{"before": "1", "after": "99"}, {"before": "x", "after": ""}])
    def test_a_version_that_is_none_is_an_error_at_its_field(self, cast, submission, chosen):
        page = get(cast.ada, "submissions:versions", submission.id, **chosen)
        assert page.status_code == 200
        assert "There is a problem" in text_of(page)

    def test_of_a_single_version_says_that_there_is_nothing_to_compare(self, cast):
        submission = hand_in(cast.ada, cast.at_elm).submission
        assert "no two versions" in text_of(get(cast.ada, "submissions:versions", submission.id))

    @pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS))
    def test_is_nobody_else_s(self, cast, submission, name):
        assert get(outsider(cast, name), "submissions:versions", submission.id).status_code in (302, 404)

    def test_leaves_a_trace_when_the_team_reads_it(self, cast, submission):
        get(cast.ada, "submissions:versions", submission.id)
        assert not AuditEvent.objects.filter(verb="looked at a return").exists()
        get(cast.dev, "submissions:versions", submission.id)
        assert AuditEvent.objects.filter(verb="looked at a return", as_role="analyst").count() == 1

    def test_keeps_notes_for_analysts_from_the_provider(self, cast, submission):
        note = submission.versions.first().findings.create(
            **{name: getattr(submission, name) for name in ("exercise", "authority", "provider")},
            position=99, code="X99", layer=5, severity="note", audience="analyst", message="Between us.",
        )  # fmt: skip
        assert note.message not in text_of(get(cast.ada, "submissions:versions", submission.id))
        assert note.message in text_of(get(cast.dev, "submissions:versions", submission.id))
