"""All decisions on the returns of an exercise in one list, filtered, sorted and as a file, for the team alone."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, text_of
from register.models import Participation
from submissions.actions import returns
from submissions.decisions.actions import adjustments, line_decisions
from submissions.decisions.domain.listed_decisions import HEADS
from submissions.tests.cast import OUTSIDERS, hand_in, make_cast, make_exercise, outsider, submitted, workbook_for
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker):
    """Elm's return has a line left out, one taken back and a value adjusted; Oak's is left out whole."""
    with rows_for_all(django_db_blocker):
        cast = make_cast()
        why = {"by": cast.dev, "return_id": submitted(cast.ada, cast.at_elm).id, "words": "=Moved office"}
        line_decisions.leave_out(lines=["it"], reason="one_off", **why)
        (back,) = line_decisions.leave_out(lines=["ppe"], reason="outlier", **why)
        line_decisions.take_back(by=cast.dev, decision_id=back.id)
        adjustments.adjust(key="insurance_cost", value="1", reason="told", **why)
        other = submitted(cast.bea, cast.at_oak)
        returns.exclude(by=cast.dev, return_id=other.id, reason="Two in one", code="whole_company")
        yield cast


def listed(cast, **asked):
    page = get(cast.dev, "submissions:decision_list", **asked)
    return [(one.what, one.label) for one in page.context["page"]]


LINE, BACK, VALUE = (
    ("Line left out", "IT (hardware, software, CRM, ECM)"),
    ("Line left out", "PPE"),
    (
        "Value adjusted",
        "Insurance",
    ),
)
WHOLE = ("Return left out", "")


def test_newest_first_with_where_each_stands(cast):
    assert listed(cast) == [WHOLE, VALUE, BACK, LINE]
    text = text_of(get(cast.fay, "submissions:decision_list"))
    assert "Taken back by Dev Analyst" in text and "adjusted to £1.00" in text
    assert "Of the whole company, not of this branch or home: Two in one" in text


@pytest.mark.parametrize(
    ("asked", "found"),
    first_by_day(
        [
            ({"kind": "line"}, [BACK, LINE]),
            ({"standing": "taken_back"}, [BACK]),
            ({"standing": "look_again"}, []),
            ({"q": " oak"}, [WHOLE]),
            ({"q": "insur"}, [VALUE]),
            ({"q": "x" * 10_000}, [WHOLE, VALUE, BACK, LINE]),
            ({"sort": "what"}, [LINE, BACK, WHOLE, VALUE]),
            ({"sort": "-location", "kind": "answer"}, [VALUE]),
            ({"sort": "\x00", "kind": "9" * 27, "page": "99"}, [WHOLE, VALUE, BACK, LINE]),
        ],
        3,
    ),
)
def test_filtered_and_sorted(cast, asked, found):
    assert listed(cast, **asked) == found


def test_corrected_value_asks_to_be_looked_at_again(cast):
    asked = Participation.objects.get(id=cast.at_elm.id)
    returns.take_back(by=cast.ada, return_id=asked.submission.id)
    hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, insurance_cost="6100"))
    assert listed(cast, standing="look_again") == [VALUE]


def test_file_has_what_fits_and_is_marked_for_the_team(cast):
    answer = get(cast.dev, "submissions:decision_csv", kind="line", exercise=str(cast.exercise.id))
    text = answer.content.decode("utf-8-sig")
    assert "For the independent team." in text.splitlines()[0] and len(text.splitlines()) == 5
    assert "A one-off cost. =Moved office" in text
    assert "for-the-independent-team.csv" in answer["Content-Disposition"]
    assert AuditEvent.objects.filter(verb="downloaded the decisions on returns").count() == 1


def test_workbook_has_the_same_rows_and_no_formula(cast):
    answer = get(cast.dev, "submissions:decision_xlsx", sort="what", exercise=str(cast.exercise.id))
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(min_row=3))
    assert [cell.value for cell in rows[0]] == list(HEADS)
    assert [row[3].value or "" for row in rows[1:]] == [label for _, label in (LINE, BACK, WHOLE, VALUE)]
    assert rows[1][6].value.endswith("=Moved office") and {row[6].data_type for row in rows} == {"s"}
    assert {type(row[9].value) for row in rows[1:]} == {int}


def test_empty_states(cast):
    assert "No exercise yet" in text_of(get(cast.gus, "submissions:decision_list"))
    other = make_exercise(cast.authority, "Another")
    assert "Nothing decided yet" in text_of(get(cast.dev, "submissions:decision_list", exercise=str(other.id)))
    assert "Nothing found" in text_of(get(cast.dev, "submissions:decision_list", q="zebra"))


def test_for_the_team_of_the_authority_alone(cast):
    theirs = str(cast.exercise.id)
    for who in (cast.ada, *(outsider(cast, name) for name in OUTSIDERS)):
        for name in ("decision_list", "decision_csv", "decision_xlsx"):
            assert is_kept_out(who, get(who, f"submissions:{name}", exercise=theirs)), (who, name)
