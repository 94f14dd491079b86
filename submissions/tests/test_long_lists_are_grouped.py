from dataclasses import dataclass

import pytest

from accounts.tests.pages import get, text_of
from costing.finding_groups import causes_first, grouped
from submissions.tests.cast import hand_in, workbook_for


@dataclass
class Said:
    code: str
    label: str
    read: str
    message: str
    key: str = ""
    guess: str = ""


def blank(number: int) -> Said:
    return Said("R03", f"Cost {number}", "blank", f"“Cost {number}” has no answer: it is blank.")


def week(number: int) -> Said:
    read = f"£{number}.50"
    return Said(
        "P02", f"Cost {number}", read, f"“Cost {number}”: we read {read}; £{number * 52:,} would not be (× 52)."
    )


def test_the_same_of_many_cells_stands_together():
    (group,) = grouped([blank(n) for n in range(25)])
    assert len(group.shown) == 2
    assert len(group.more) == 23


def test_figures_do_not_part_what_is_the_same():
    (group,) = grouped([week(n) for n in range(30, 40)])
    assert len(group.more) == 8


def test_three_of_a_kind_are_all_shown():
    (group,) = grouped([blank(n) for n in range(3)])
    assert len(group.shown) == 3
    assert group.more == ()


def test_the_likely_cause_stands_before_what_follows_from_it():
    said = [Said("H13", "Office", "", "Low", "office"), blank(1), Said("P02", "Office", "", "× 52?", "office", "9")]
    assert [one.code for one in causes_first(said)] == ["P02", "H13", "R03"]
    assert causes_first([blank(1), blank(2)]) == [blank(1), blank(2)]


def test_different_findings_stay_apart_and_nothing_is_lost():
    said = [blank(1), week(40), blank(2), blank(3), blank(4), week(50)]
    groups = grouped(said)
    assert len(groups) == 2
    assert {id(one) for group in groups for one in (*group.shown, *group.more)} == {id(one) for one in said}


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_the_page_shows_two_and_keeps_the_others_behind_a_line(cast):
    costs = ("premises", "recruitment", "it", "telephony", "insurance", "marketing")
    wrong = workbook_for(cast.at_elm, **{f"{cost}_cost": "" for cost in costs})
    page = text_of(get(cast.ada, "submissions:findings", hand_in(cast.ada, cast.at_elm, wrong).submission_id))
    assert "And 4 more of the same kind" in page
    assert "6 things to put right" in page
