"""Pictures of a round: each has a sentence and a table, and none of them shows what is hidden."""

from decimal import Decimal

from benchmarking.pictures.domain.council_pictures import NamedFigure, dot_strip, indicated_and_paid
from benchmarking.pictures.domain.edition_pictures import edition_pictures
from benchmarking.pictures.domain.forest_chart import LinkMark
from benchmarking.pictures.domain.group_pictures import group_ranges, links, price_by_length, thirds_by_thirds
from benchmarking.pictures.domain.slope_chart import SlopeValue
from benchmarking.pictures.domain.thirds_table import counted, shown_counts
from benchmarking.pictures.domain.unit_ranges import UnitMarks
from benchmarking.tests.quick_edition import quick_copies


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
    assert [tick.words for tick in slope.slope.ticks] == ["£23.00", "£23.50", "£24.00", "£24.50", "£25.00"]
    assert indicated_and_paid([]).lacks and dot_strip("price", "Price", []).lacks


def test_an_edition_s_copy_has_the_pictures_of_what_it_holds():
    own = edition_pictures(quick_copies()["X09000007"])
    assert [one.key for one in own] == ["models", "lengths", *(["thirds"] if any(one.thirds for one in own) else [])]
    found = {"tau_b": "0.462753", "bca": ["0.12", "0.67"], "holm": "0.0077", "sentence": "Price goes with quality"}
    named = {
        "X1": {"council": "Ashgrove", "figures": {"price": "25.12", "price_to_indicative": "104.5"}},
        "X2": {"council": "Barrow", "figures": {"price": None, "price_to_indicative": None}},
    }
    document = {
        "figures": {}, "hypotheses": {"H1": found, "H7": {"h": "7.55", "holm": None, "sentence": "–"}},
        "returned": 26, "thirds": {"H1": [[5, None, 0], [None, 5, None], [0, None, 6]]}, "named": {"prices": named},
    }  # fmt: skip
    pictures = {one.key: one for one in edition_pictures(document)}
    assert list(pictures) == ["links", "thirds", "strip", "slope"]
    assert pictures["links"].rows[0][1:3] == ("+0.46 (+0.12 to +0.67)", "0.008")
    assert pictures["slope"].rows == (("Ashgrove", "£24.04", "£25.12", "+£1.08"),)
    assert pictures["strip"].rows == (("Ashgrove", "£25.12"), ("Barrow", "n/a"))
