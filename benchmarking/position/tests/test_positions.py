"""Where councils stand: own figures exact, of all others what is protected, and words by rule."""

from decimal import Decimal
from fractions import Fraction
from functools import cache
from random import Random

import pytest

from benchmarking.pictures.domain.council_pictures import NamedFigure, dot_strip, indicated_and_paid
from benchmarking.pictures.domain.forest_chart import LinkMark
from benchmarking.pictures.domain.group_pictures import group_ranges, links, price_by_length, thirds_by_thirds
from benchmarking.pictures.domain.slope_chart import SlopeValue
from benchmarking.pictures.domain.thirds_table import counted, shown_counts
from benchmarking.pictures.domain.unit_ranges import UnitMarks
from benchmarking.position.domain.nearest_councils import nearest, z_scores
from benchmarking.position.domain.position_document import position_documents
from benchmarking.position.domain.position_measures import BY_KEY, MEASURES, change_index, change_words
from benchmarking.position.domain.position_row import PositionRow, Third, thirds
from benchmarking.position.domain.shown_position import shown_position

MODELS = ("framework", "dps", "lead_or_patch")


def made_rows(n: int = 26, *, gone: int = 2, lacks: str = "") -> list[PositionRow]:
    """Return councils with figures of every measure; all but the last ``gone`` were in the round before."""
    draw = Random(7)
    rows = []
    for number in range(n):
        values = {one.key: Fraction(draw.randint(1000, 3000), 100) for one in MEASURES if one.key != lacks}
        before = {key: value * Fraction(draw.randint(90, 99), 100) for key, value in values.items()}
        row = PositionRow(
            f"X{number:02}", f"Council {number:02}", "inner" if number % 2 else "outer", MODELS[number % 3], values,
            practice={"pay_floor": "llw" if number % 4 else "nlw", "sick_pay": "yes"},
            before=before if number < n - gone else {}, population=[draw.random() for _ in range(5)],
        )  # fmt: skip
        rows.append(row)
    return rows


@cache
def made_documents() -> dict[str, dict]:
    return position_documents(made_rows())


@pytest.fixture
def documents() -> dict[str, dict]:
    return made_documents()


def test_a_document_holds_no_exact_figure_of_another_council(documents):
    rows = made_rows()
    for code, found in documents.items():
        for one in found["measures"]:
            others = {f"{float(row.values[one['key']] or 0):.2f}" for row in rows if row.code != code}
            cells = [cell for cell in one["groups"].values() if cell]
            told = {cell[end] for cell in cells for end in ("lower_quartile", "median", "upper_quartile") if cell[end]}
            assert not {f"{float(end):.2f}" for end in told} & others
        assert found["councils"] == 26 and len(found["alike"]) == 5


def test_third_counts_those_that_have_a_figure():
    found = thirds({"a": Fraction(1), "b": Fraction(2), "c": Fraction(3), "d": None})
    assert found == {"a": Third.LOWER, "b": Third.MIDDLE, "c": Third.UPPER}
    assert set(thirds({code: Fraction(1) for code in "abcd"}).values()) == {Third.MIDDLE}
    nine = thirds({f"{number}": Fraction(number) for number in range(9)})
    assert [nine[f"{number}"].value[0] for number in range(9)] == list("lllmmmuuu")


def test_nearest_are_by_z_scores_and_each_measure_counts_alike():
    found = nearest("a", {"a": (0, 1000), "b": (1, 1000), "c": (0, 2000), "d": (5, 1000)}, most=2)
    assert found == ("b", "d") or found == ("b", "c")
    assert nearest("z", {"a": (0,)}) == ()
    assert z_scores({"a": (1.0, 7.0), "b": (3.0, 7.0)}) == {"a": (-1.0, 0.0), "b": (1.0, 0.0)}


def test_page_says_place_middle_and_change(documents):
    shown = shown_position(documents["X03"])
    price = shown.measures[0]
    assert price.own.startswith("£") and price.third.endswith("third of 26")
    assert price.says.startswith("Yours: £") and "The middle of all 26 councils is £" in price.says
    assert "in the middle of the 24 councils in both rounds it was +" in price.change
    assert shown.practice[-1].rows == (("Yes", shown.in_upper, "26"),)


def test_group_that_cannot_be_shown_falls_back_to_all_and_says_so():
    few = position_documents(made_rows(10))
    shown = shown_position(few["X00"], "model")
    assert "fewer than five councils" in shown.why and all(one.group == "all 10 councils" for one in shown.measures)
    alone = [PositionRow(row.code, row.name, row.place, row.model, row.values) for row in made_rows()]
    assert "too few councils are known" in shown_position(position_documents(alone)["X00"], "alike").why
    assert shown_position(few["X00"], "<script>").group.value == "all"


def test_measure_that_nobody_gave_is_said_and_breaks_nothing():
    shown = shown_position(position_documents(made_rows(lacks="good_share"))["X01"])
    found = next(one for one in shown.measures if one.measure.key == "good_share")
    assert found.says == "You gave no figure of it. The others’ figures cannot be shown."
    assert not found.third and shown.in_upper == "0"
    few = position_documents(made_rows(3))
    assert "cannot be shown" in shown_position(few["X00"]).measures[0].says


def test_change_of_a_share_is_in_points_and_of_the_rest_in_per_cent():
    share, price = BY_KEY["good_share"], BY_KEY["price"]
    assert change_index(share, Fraction(80), Fraction(75)) == 105
    assert change_words(share, Decimal(105)) == "+5.0\N{NO-BREAK SPACE}points"
    assert change_words(price, Decimal("98.04")) == "−2.0\N{NO-BREAK SPACE}%"
    assert change_index(price, Fraction(1), Fraction(0)) is None


def test_pictures_have_sentence_and_table():
    marks = [UnitMarks("DPS", Decimal("21.80"), Decimal("20.70"), Decimal("23.10"), 14),
             UnitMarks("framework", Decimal("23.00"), n=6), UnitMarks("none")]  # fmt: skip
    found = group_ranges("models", "By model", marks)
    assert "£21.80 (DPS) and £23.00 (framework)" in found.says and found.rows[2] == ("none", *["not shown"] * 4)
    assert group_ranges("models", "By model", [UnitMarks("none")]).lacks
    lengths = price_by_length({15: marks, 60: marks, 45: [UnitMarks("DPS")]})
    assert [panel.title for panel in lengths.panels] == ["15 minutes", "60 minutes"] and len(lengths.rows) == 6
    mark = LinkMark("H1", "0.46 (0.12 to 0.67)", 0.46, (0.12, 0.67))
    forest = links(
        [(mark, "0.008", "Price goes with quality (26 councils)"), (LinkMark("H7", "no interval"), "0.09", "–")], 26
    )
    assert forest.forest and forest.forest.rows[0].x == 560 and forest.forest.rows[1].dot is None
    assert "1 is borne out: H1" in forest.says
    counts = shown_counts(counted({f"{n}": "lower" if n < 6 else "upper" for n in range(8)},
                                  {f"{n}": "lower" for n in range(8)}))  # fmt: skip
    assert (counts["lower", "lower"], counts["upper", "lower"], counts["middle", "middle"]) == (6, None, 0)
    assert "lower third of both: 6; in the upper third of both: 0" in thirds_by_thirds("price", "quality", counts).says


def test_pictures_by_name_are_of_those_that_agreed():
    strip = dot_strip(
        "price", "Price", [NamedFigure("Ashgrove", Decimal("25.12"), True), NamedFigure("B", Decimal(20))]
    )
    assert strip.says == "2 councils show it by name, from £20.00 to £25.12. Yours is £25.12."
    slope = indicated_and_paid(
        [SlopeValue("A", Decimal(24), Decimal(25), True), SlopeValue("B", Decimal(24), Decimal(23))]
    )
    assert slope.slope and slope.slope.lines[-1].look == "own" and slope.rows[0] == ("B", "£24.00", "£23.00", "−£1.00")
    assert indicated_and_paid([]).lacks and dot_strip("price", "Price", []).lacks
