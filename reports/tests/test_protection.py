"""protect() decides each cell as the written policy says: its plain twin agrees, and every rule bites in its place."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costing.form import LineKind
from reports.domain.attacks.markets import COLUMN, TOTAL, random_market, total_cohort, total_row
from reports.domain.cohort import Cohort, CohortFault, CohortRow
from reports.domain.policy import PROTECTED, STATUTORY, Policy
from reports.domain.protect import protect
from reports.domain.protected_table import HidingReason, ProtectedCell, Status
from reports.tests.protect_twin import TwinCell, twin_cell

LINE = replace(TOTAL, key="food", kind=LineKind.LINE)


def decided(cohort: Cohort, policy: Policy = PROTECTED) -> ProtectedCell:
    table = protect([cohort], policy)
    assert not isinstance(table, CohortFault), table
    return next(iter(table))


def cell_of(*values: str, owners: Sequence[str] = (), policy: Policy = PROTECTED) -> ProtectedCell:
    rows = [total_row(i, Decimal(v), owners[i] if owners else None) for i, v in enumerate(values)]
    return decided(total_cohort(rows)[0], policy)


def as_twin(cell: ProtectedCell) -> TwinCell | None:
    if cell.median is None:
        return None
    quartiles = None
    if cell.lower_quartile is not None and cell.upper_quartile is not None:
        quartiles = Fraction(cell.lower_quartile), Fraction(cell.upper_quartile)
    return TwinCell(Fraction(cell.median), quartiles, cell.indicative)


def agrees_with_the_twin(returns: Sequence[tuple[str, Decimal | None]]) -> bool:
    rows = tuple(CohortRow(f"p{i}", owner, {TOTAL.key: value}) for i, (owner, value) in enumerate(returns))
    cell = decided(total_cohort(rows)[0])
    return as_twin(cell) == twin_cell(returns)


a_return = st.tuples(
    st.sampled_from([f"owner {i}" for i in range(20)]),
    st.one_of(
        st.none(),
        st.sampled_from([Decimal(v) for v in ("0", "0.12", "4", "21.5", "22.6", "22.7", "23")]),
        st.decimals(min_value=0, max_value=30, places=3),
        st.decimals(min_value=20, max_value=24, places=1),
    ),
)


@given(st.lists(a_return, min_size=3, max_size=40))
@settings(max_examples=300, deadline=None)
def test_the_twin_agrees_on_crafted_markets(returns: list[tuple[str, Decimal | None]]) -> None:
    assert agrees_with_the_twin(returns)


@pytest.mark.nightly
def test_the_twin_agrees_on_random_markets() -> None:
    rng = Random(11)
    for _ in range(100):
        market = random_market(rng, rng.randint(3, 60), all_owners_differ=rng.random() < 0.5)
        assert agrees_with_the_twin([(row.owner, row.values[TOTAL.key]) for row in market])


def test_what_is_decided_does_not_hang_on_the_order_of_the_rows() -> None:
    market = random_market(Random(3), 30)
    cells = [decided(total_cohort(rows)[0]) for rows in (market, market[::-1], Random(4).sample(market, 30))]
    assert cells[0].figures == cells[1].figures == cells[2].figures


def test_what_is_decided_does_not_hang_on_the_callers_precision() -> None:
    market = total_cohort(random_market(Random(3), 30))[0]
    with localcontext(prec=4):
        narrow = decided(market).figures
    assert narrow == decided(market).figures


SEVEN = ["19.8", "20.4", "21.5", "22.9", "23.6", "25.1", "27.0"]


def test_seven_returns_show_an_indicative_median_and_no_quartiles() -> None:
    """The five inner figures have a mean of 22.70; 22.6 to 22.8 in steps of 0.20, and a tie goes up."""
    cell = cell_of(*SEVEN)
    assert (cell.status, cell.n, cell.median, cell.indicative) == (Status.SHOWN, 7, Decimal("22.8"), True)
    assert (cell.lower_quartile, cell.upper_quartile) == (None, None)
    assert cell.quartiles_reason == HidingReason.FEW_FOR_QUARTILES


def test_r1_four_owners_are_too_few() -> None:
    owners = ["a", "a", "b", "b", "c", "c", "d"]
    assert cell_of(*SEVEN, owners=owners).reason == HidingReason.FEW_OWNERS


def test_one_owner_in_two_spellings_is_one() -> None:
    assert cell_of(*SEVEN[:5], owners=["Acme Care", "ACME  care ", "b", "c", "d"]).reason == HidingReason.FEW_OWNERS


def test_the_rule_on_the_largest_owner_bites_below_four_outside_it() -> None:
    """With five owners there are always four returns outside the largest, so R2 needs a policy with fewer owners."""
    lenient = replace(PROTECTED, min_owners=4)
    owners = ["a", "a", "a", "a", "b", "c", "d"]
    assert cell_of(*SEVEN, owners=owners, policy=lenient).reason == HidingReason.ONE_OWNER_DOMINATES
    assert cell_of(*SEVEN, owners=["a", "a", "a", "b", "b", "c", "d"], policy=lenient).reason is None


def test_r3_a_spread_below_a_hundredth_would_tell_everybodys_figure() -> None:
    assert cell_of("20.00", "20.05", "20.10", "20.15", "20.199").reason == HidingReason.LITTLE_SPREAD
    assert cell_of("19.90", "19.95", "20.00", "20.05", "20.10").reason is None


def test_r3_round_a_median_of_zero_only_equal_figures_are_hidden_by_it() -> None:
    nine = ["0"] * 5 + ["1", "2", "3", "4"]
    assert cell_of("0", "0", "0", "0", "0", "0").reason == HidingReason.LITTLE_SPREAD
    assert cell_of(*nine).reason == HidingReason.FEW_ABOVE_ZERO
    assert cell_of(*nine, "5", "0").reason is None


def test_a_figure_above_zero_is_needed_of_five_owners_not_five_returns() -> None:
    values = ["0", "0", "0", "0", "1", "2", "3", "4", "5"]
    assert cell_of(*values, owners=[*"abcdefghh"]).reason == HidingReason.FEW_ABOVE_ZERO
    assert cell_of(*values).reason is None


def test_of_five_returns_the_total_alone_is_shown() -> None:
    for number, line in ((5, HidingReason.FEW_BESIDE_TOTAL), (6, None)):
        rows = [total_row(i, Decimal(20 + i)) for i in range(number)]
        rows = [replace(row, values=dict.fromkeys((TOTAL.key, LINE.key), row.values[TOTAL.key])) for row in rows]
        table = protect([Cohort(COLUMN, (LINE, TOTAL), tuple(rows))])
        assert not isinstance(table, CohortFault)
        assert [table.cell(COLUMN, one).reason for one in (TOTAL.key, LINE.key)] == [None, line]


def test_r6_an_owner_with_more_than_half_the_window_hides_the_cell() -> None:
    """Of seven the window has all that is neither the smallest nor the largest: there is no wider one."""
    values = [str(value) for value in range(20, 27)]
    assert cell_of(*values, owners=[*"aXXXbcd"]).reason == HidingReason.WINDOW_HELD
    assert cell_of(*values, owners=[*"aXXcbdX"]).reason is None


def test_r6_two_owners_who_hold_a_whole_window_hide_the_cell() -> None:
    """Each would know the mean of the other's figures; six returns have no wider window."""
    values = [str(value) for value in range(20, 26)]
    assert (
        cell_of(*values, owners=[*"aXXYYb"], policy=replace(PROTECTED, min_owners=4)).reason == HidingReason.WINDOW_HELD
    )
    assert cell_of(*values, owners=[*"aXXYZb"]).reason is None


def test_r6_a_window_that_is_held_grows_about_its_middle_until_it_is_not() -> None:
    """X has all four places of the window; of six it has four, of eight half."""
    values = ["20", "21", "22", "24", "24.10", "24.20", "24.30", "25", "27", "40"]
    assert cell_of(*values, owners=[*"abcXXXXdef"]).median == Decimal("23.9")
    assert cell_of(*values, owners=[*"abXXXXXdef"]).reason == HidingReason.WINDOW_HELD


def test_r6_a_quartile_held_by_one_owner_takes_both_quartiles_and_leaves_the_median() -> None:
    values = [f"{20 + i / 3:.2f}" for i in range(14)]
    cell = cell_of(*values, owners=[*"aXXXXbcdefghij"])
    assert (cell.quartiles_reason, cell.status) == (HidingReason.WINDOW_HELD, Status.SHOWN)
    assert (cell.lower_quartile, cell.upper_quartile) == (None, None)
    assert cell.median is not None


@pytest.mark.parametrize(("owners", "shown"), [("abcdefghijkl", True), ("aabbcdefghij", True), ("aabbccdefghi", False)])
def test_r7_quartiles_need_ten_owners(owners: str, shown: bool) -> None:
    cell = cell_of(*[f"{20 + i / 2}" for i in range(12)], owners=[*owners])
    assert (cell.lower_quartile is not None, cell.upper_quartile is not None) == (shown, shown)
    assert cell.status == Status.SHOWN


def test_r7_quartiles_need_twelve_returns() -> None:
    assert cell_of(*[f"{20 + i / 2}" for i in range(11)]).quartiles_reason == HidingReason.FEW_FOR_QUARTILES


def test_r9_ten_returns_are_no_longer_indicative() -> None:
    assert cell_of(*[f"{20 + i / 2}" for i in range(9)]).indicative
    assert not cell_of(*[f"{20 + i / 2}" for i in range(10)]).indicative


# Twelve figures whose window (21, 21.9, 23.02, 24.48) has a mean of 22.60, in steps of 0.10.
TWELVE = ["18", "19", "20", "20.5", "21", "21.9", "23.02", "24.48", "26", "27", "28", "29"]


def test_r10_a_figure_moves_off_somebodys() -> None:
    assert cell_of(*TWELVE).median == Decimal("22.6")
    assert cell_of("18", "19", "20", "20.5", "21", "22.6", "22.62", "24.18", *TWELVE[8:]).median == Decimal("22.7")


def test_r10_between_two_own_figures_it_moves_on_in_a_line_as_in_a_total() -> None:
    between = ["18", "19", "20", "20.5", "21", "22.6", "22.7", "24.10", "26", "27", "28", "29"]
    assert cell_of(*between).median == Decimal("22.5")
    rows = tuple(CohortRow(f"p{i}", f"o{i}", {LINE.key: Decimal(v)}) for i, v in enumerate(between))
    assert decided(Cohort(COLUMN, (LINE,), rows)).median == Decimal("22.5")


def test_r10_where_six_multiples_are_somebodys_the_cell_is_hidden() -> None:
    taken = ["18", "21", "22.4", "22.5", "22.6", "22.64", "22.66", "22.7", "22.8", "22.9", "28", "29"]
    assert cell_of(*taken).reason == HidingReason.OWN_FIGURE


def test_r10_in_a_crowd_a_match_is_coincidence() -> None:
    """Ten of the eleven lie within a step of 22.60, and one of them is it; with nine, or of four owners, it moves."""
    crowd = ["22.51", "22.52", "22.53", "22.54", "22.60", "22.61", "22.65", "22.67", "22.68", "22.69"]
    assert cell_of("20", *crowd, "25").median == Decimal("22.6")
    assert cell_of("20", "22.4", *crowd[1:], "25").median != Decimal("22.6")
    assert cell_of("20", *crowd, "25", owners=[*"aXYZWXYZWXYb"]).median != Decimal("22.6")


def test_r10_a_crowd_most_of_which_has_the_very_figure_is_none() -> None:
    """What most pay would be told to the penny: the going rate is no coincidence."""
    assert cell_of("20", *["22.51"] * 2, *["22.60"] * 6, *["22.69"] * 2, "25").median == Decimal("22.7")


def test_zero_is_hidden_as_median_and_as_quartile() -> None:
    """A mean of £0.00 says that all who stand lower have nothing."""
    zeros = cell_of(*["0"] * 10, "1", "2", "3", "4", "5")
    assert (zeros.reason, zeros.n) == (HidingReason.ZERO, None)
    quarter = cell_of(*["0"] * 6, *[str(value) for value in range(1, 10)])
    assert (quarter.status, quarter.quartiles_reason) == (Status.SHOWN, HidingReason.ZERO)
    assert (quarter.lower_quartile, quarter.upper_quartile) == (None, None)


def test_r10_holds_off_the_figures_of_other_groups_as_well() -> None:
    """A group's median may be nobody's in the whole market, not only nobody's in the group."""
    north = [total_row(i, Decimal(v), breakdown={"zone": "north"}) for i, v in enumerate(TWELVE)]
    south = [total_row(20 + i, Decimal(v), breakdown={"zone": "south"}) for i, v in enumerate(["22.60", *TWELVE[1:]])]
    table = protect(total_cohort([*north, *south]))
    assert not isinstance(table, CohortFault)
    assert table.cell(COLUMN, TOTAL.key, "zone", "north").median == Decimal("22.7")


def test_r11_quartiles_that_meet_the_median_after_rounding_go() -> None:
    values = ["0.10", "0.100", *["0.101"] * 6, *["0.1015"] * 4, "0.102", "0.15"]
    cell = cell_of(*values)
    assert (cell.status, cell.quartiles_reason) == (Status.SHOWN, HidingReason.QUARTILES_OUT_OF_ORDER)
    assert cell.lower_quartile is None and cell.upper_quartile is None


def test_r12_no_cell_tells_how_much_of_the_scope_was_used() -> None:
    rows = tuple(total_row(i, Decimal(v)) for i, v in enumerate(SEVEN))
    cell = decided(Cohort(COLUMN, (TOTAL,), rows, weight_in_scope=Decimal(1080)))
    assert cell.figures is not None and cell.figures.coverage is None


def test_not_available_leaves_the_cohort() -> None:
    rows = [total_row(i, Decimal(v)) for i, v in enumerate(SEVEN)]
    rows += [replace(total_row(90 + i, Decimal(1)), values={TOTAL.key: None}) for i in range(30)]
    assert decided(total_cohort(rows)[0]).figures == cell_of(*SEVEN).figures


def test_all_hidden_cells_look_the_same_from_outside() -> None:
    few, alike = cell_of("20", "21"), cell_of(*["20"] * 30)
    assert few.reason != alike.reason
    assert repr(few) == repr(alike)
    for cell in (few, alike):
        assert (cell.n, cell.median, cell.lower_quartile, cell.upper_quartile, cell.indicative) == (*[None] * 4, False)


def test_a_line_is_hidden_when_its_total_is() -> None:
    rows = [CohortRow(f"p{i}", f"o{i}", {LINE.key: Decimal(i + 1), TOTAL.key: Decimal(20)}) for i in range(9)]
    table = protect([Cohort(COLUMN, (LINE, TOTAL), tuple(rows))])
    assert not isinstance(table, CohortFault)
    assert table.cell(COLUMN, TOTAL.key).reason == HidingReason.LITTLE_SPREAD
    assert table.cell(COLUMN, LINE.key).reason == HidingReason.TOTAL_HIDDEN


def test_in_a_column_without_a_total_a_line_is_hidden_with_its_subtotal() -> None:
    subtotal = replace(LINE, key="supplies_costs", kind=LineKind.SUBTOTAL)
    rows = [CohortRow(f"p{i}", f"o{i}", {"food": Decimal(i + 1), "supplies_costs": Decimal(20)}) for i in range(9)]
    table = protect([Cohort("all", (subtotal, LINE), tuple(rows))])
    assert not isinstance(table, CohortFault)
    assert table.cell("all", "food").reason == HidingReason.TOTAL_HIDDEN


def test_the_departments_preset_gives_exact_quantiles_with_n() -> None:
    cell = cell_of(*SEVEN, policy=STATUTORY)
    assert (cell.n, cell.lower_quartile, cell.median, cell.upper_quartile) == (
        7,
        Decimal("20.95"),
        Decimal("22.9"),
        Decimal("24.35"),
    )
