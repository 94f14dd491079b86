"""Where councils stand: own figures exact, of all others what is protected, and words by rule."""

from decimal import Decimal
from fractions import Fraction

from benchmarking.analysis.domain.catalogue import MEASURES, OWN
from benchmarking.position.domain.measure_notes import NOTES, change_index, change_words
from benchmarking.position.domain.nearest_councils import nearest, z_scores
from benchmarking.position.domain.population_figures import WORDS, NamedColumn, chosen_columns, whole_populations
from benchmarking.position.domain.position_parts import position_parts
from benchmarking.position.domain.shown_position import shown_position
from benchmarking.tests.quick_edition import quick_copies, quick_earlier, quick_populations, quick_source

ASHGROVE, GAINSLEY = "X09000001", "X09000007"


def test_five_most_alike_and_changes_hold_no_figure_of_one_council():
    source = quick_source()
    figures = {one.key: {f"{float(value):.2f}" for value in source.of_measure(one.key).values()} for one in OWN}
    for code, found in quick_copies().items():
        part = found["position"]
        assert len(part["alike"]) == 5 and found["council"] not in part["alike"]
        for key, cell in part["cells"].items():
            told = {cell[end] for end in ("lower_quartile", "median", "upper_quartile")} if cell else set()
            assert not {f"{float(end):.2f}" for end in told if end and float(end) >= 4} & figures[key], (code, key)
    assert any(cell for cell in quick_copies()[ASHGROVE]["position"]["cells"].values())


def test_whoever_sees_rows_by_name_sees_no_five_of_whom_some_are_named():
    source = quick_source()
    named = {one.ons_code for one in source.members if one.shows(MEASURES["price"].blocks)}
    names = {case.ons_code: case.council for case in source.cases}
    for code in named:
        part = quick_copies()[code]["position"]
        among = sum(names[other] in part["alike"] for other in named)
        assert among in (0, 5) or part["cells"]["price"] is None


def test_nearest_are_by_z_scores_and_each_measure_counts_alike():
    found = nearest("a", {"a": (0, 1000), "b": (1, 1000), "c": (0, 2000), "d": (5, 1000)}, most=2)
    assert found[0] == "b" and len(found) == 2
    assert nearest("z", {"a": (0,)}) == ()
    assert z_scores({"a": (1.0, 7.0), "b": (3.0, 7.0)}) == {"a": (-1.0, 0.0), "b": (1.0, 0.0)}


def test_populations_are_known_by_the_words_of_their_columns():
    names = ("People aged 65 and over", "People aged 85 and over", "Deprivation, average score", "Population density",
             "Median hourly pay of care work (ASHE)")  # fmt: skip
    columns = [NamedColumn(f"m{number}", name, "2024", 26) for number, name in enumerate(names)]
    columns += [NamedColumn("m9", names[0], "2025", 20), NamedColumn("fee", "Average fee", "2025-26", 26)]
    assert [one.measure for one in chosen_columns(columns).values()] == ["m0", "m1", "m2", "m3", "m4"]
    figures = {key: {"a": Decimal(1), "b": Decimal(2)} for key in WORDS} | {"density": {"a": Decimal(3)}}
    assert whole_populations(figures) == {"a": [1.0, 1.0, 1.0, 3.0, 1.0]} and whole_populations({}) == {}


def test_page_says_place_middle_and_change():
    shown = shown_position(quick_copies()[ASHGROVE])
    assert len(shown.measures) == 12 and {one.key for one in shown.measures} == NOTES.keys()
    price = shown.measures[0]
    assert (price.own, price.third) == ("£25.12", "Upper third of 26")
    assert price.says.startswith("Yours: £25.12, upper third of 26. The middle of all 26 councils is £22.90")
    assert "in the middle of the 24 councils in both rounds it was +" in price.change
    assert shown.upper == "good_share" and any(one.own != "not known" for one in shown.practice)
    assert shown_position(quick_copies()[ASHGROVE], upper="price").upper == "price"


def test_group_that_cannot_be_shown_falls_back_to_all_and_says_so():
    by_model = shown_position(quick_copies()[GAINSLEY], "model")
    assert by_model.measures[0].group == "councils that buy by DPS" and not by_model.measures[0].fell_back
    assert "all stand for it in: " in by_model.why
    few = shown_position(quick_copies(10)["X09000001"], "place")
    assert few.why and few.measures[0].group == "all 10 councils"
    assert "too few councils are known" in shown_position(quick_copies(10, is_alone=True)[ASHGROVE], "alike").why
    assert shown_position(quick_copies()[ASHGROVE], "<script>").group == "all"


def test_too_few_councils_break_nothing():
    few = quick_copies(3, is_alone=True)[ASHGROVE]
    shown = shown_position(few)
    assert shown.measures[0].says == "Yours: £25.12. The others’ figures cannot be shown." and not shown.practice
    assert not any(one.change for one in shown.measures)
    source = quick_source(3)
    assert position_parts(source, quick_earlier(source), quick_populations(source))[ASHGROVE]["alike"]


def test_change_of_a_share_is_in_points_and_of_the_rest_in_per_cent():
    share, price = MEASURES["good_share"], MEASURES["price"]
    assert change_index(share, Fraction(80), Fraction(75)) == 105
    assert change_words(share, Decimal(105)) == "+5.0\N{NO-BREAK SPACE}points"
    assert change_words(price, Decimal("98.04")) == "−2.0\N{NO-BREAK SPACE}%"
    assert change_index(price, Fraction(1), Fraction(0)) is None
