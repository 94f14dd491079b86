"""The frame of a study: who is drawn, what became of them, what is still missing; themes, strength and the matrix."""

from random import Random

import pytest

from engagement.interviews.domain.coverage_matrix import FrameCell, InterviewStatus, coverage_of, drawn_order
from engagement.interviews.domain.finding_strength import FindingEvidence, Strength, strength_of
from engagement.interviews.domain.framework_matrix import MatrixRow, code_counts, matrix_sheets
from engagement.interviews.domain.themes import Theme, themes_for, themes_in

ASKED, BOOKED, DONE, DECLINED, LISTED = (
    InterviewStatus(each) for each in ("asked", "booked", "done", "declined", "listed")
)
CELLS = (FrameCell("north", "North", 2), FrameCell("south", "South", 2))


def test_coverage_counts_what_became_of_each():
    members = [("north", DONE), ("north", BOOKED), ("north", DECLINED), ("south", LISTED), ("south", DECLINED)]
    north, south = coverage_of(CELLS, members)
    assert (north.in_frame, north.done, north.booked, north.declined, north.missing) == (3, 1, 1, 1, 0)
    assert not north.is_filled and not north.cannot_be_filled
    assert (south.missing, south.left_to_ask, south.cannot_be_filled) == (2, 1, True)


def test_coverage_adds_up_over_random_frames():
    chance = Random(3)
    for _ in range(20):
        members = [(chance.choice(["north", "south"]), chance.choice(list(InterviewStatus))) for _ in range(30)]
        found = coverage_of(CELLS, members)
        assert sum(cell.in_frame for cell in found) == 30
        for cell in found:
            listed = members.count((cell.cell.key, LISTED))
            assert cell.left_to_ask == listed and cell.asked == members.count((cell.cell.key, ASKED))


def test_a_draw_is_the_same_for_a_seed_in_any_order():
    names = [f"provider {number}" for number in range(20)]
    assert drawn_order(names, 7) == drawn_order(reversed(names), 7) != drawn_order(names, 8)
    assert sorted(drawn_order(names, 7)) == sorted(names)


@pytest.mark.parametrize(
    ("speak_for", "asked", "strength"),
    [
        (9, 12, "most"),
        (8, 12, "many"),
        (6, 12, "many"),
        (5, 12, "some"),
        (3, 12, "some"),
        (2, 12, "few"),
        (1, 12, "few"),
        (0, 9, "none"),
    ],
)
def test_strength_is_by_rule(speak_for, asked, strength):
    assert strength_of(speak_for, asked) is Strength(strength)


def test_strength_says_no_per_cent_below_twenty():
    asked = frozenset(str(number) for number in range(19))
    assert "%" not in FindingEvidence(asked, frozenset("123"), frozenset()).words
    words = FindingEvidence(asked | {"x"}, frozenset("1234567"), frozenset("8")).words
    assert words == "Some of those asked (7 of 20, 35 %); against it speak 1."
    with pytest.raises(ValueError, match="More interviews"):
        strength_of(3, 2)


def test_themes_are_asked_of_whom_they_are_for():
    rows = [
        {"key": "quality", "audience": "both", "theme": "Quality", "q": "What is good?", "p": "a; b", "c": "x; y_z"},
        {"key": "leaving", "audience": "provider (leaving)", "theme": "", "q": "Why?", "p": "", "c": ""},
        {"key": "isf", "audience": "commissioner", "theme": "", "q": "And?", "p": "", "c": ""},
    ]
    themes = themes_in(rows)
    assert themes[0] == Theme("quality", "both", "Quality", "What is good?", ("a", "b"), ("x", "y_z"))
    assert [each.key for each in themes_for(themes, "provider")] == ["quality"]
    assert [each.key for each in themes_for(themes, "provider", "leaving")] == ["quality", "leaving"]
    assert [each.key for each in themes_for(themes, "commissioner")] == ["quality", "isf"]
    with pytest.raises(ValueError, match="more than once"):
        themes_in(rows * 2)


def test_the_matrix_says_what_was_not_asked():
    rows = [
        MatrixRow("I-01", "provider", "small", {"pay": "=too low"}, frozenset({"pay", "trust"}), frozenset({"a"})),
        MatrixRow("I-02", "commissioner", "", {}, frozenset({"trust"}), frozenset({"a", "b"})),
    ]
    matrix, counts = matrix_sheets(rows, [("pay", "Pay"), ("trust", "Trust")], [("a", "A"), ("b", "B"), ("c", "C")])
    assert matrix.rows == (("I-01", "provider", "small", "=too low", ""), ("I-02", "commissioner", "", "not asked", ""))
    assert counts.rows == (("A", 2), ("B", 1), ("C", 0)) and code_counts(rows, ["b"]) == {"b": 1}
