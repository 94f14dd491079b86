"""R4 and R5: nothing is published that could be taken from what was published before, or beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from reports.domain.attacks.markets import COLUMN, TOTAL, random_market, total_cohort, total_row
from reports.domain.cohort import Cohort, CohortFault, CohortRow
from reports.domain.ledger import Ledger
from reports.domain.measures import CellKey
from reports.domain.policy import PROTECTED, STATUTORY, Policy
from reports.domain.protect import ledger_entries, protect
from reports.domain.protected_table import (
    HidingReason,
    ProtectedCell,
    ProtectedTable,
    Status,
)

EMPTY = Ledger("an exercise", b"the key of the digests")
MARKET = random_market(Random(5), 30, all_owners_differ=True, equal=0)


def released(rows: Sequence[CohortRow], ledger: Ledger = EMPTY, policy: Policy = PROTECTED) -> ProtectedTable:
    return table_of(total_cohort(rows), ledger, policy)


def table_of(cohorts: Sequence[Cohort], ledger: Ledger = EMPTY, policy: Policy = PROTECTED) -> ProtectedTable:
    table = protect(cohorts, policy, ledger)
    assert not isinstance(table, CohortFault), table
    return table


def after(*releases: Sequence[CohortRow], policy: Policy = PROTECTED) -> Ledger:
    ledger = EMPTY
    for number, rows in enumerate(releases, 1):
        entries = ledger_entries(released(rows, ledger, policy), f"release {number}")
        ledger = ledger.with_entries(entries)
    return ledger


def total(table: ProtectedTable, group: str = "", column: str = COLUMN) -> ProtectedCell:
    return table.cell(column, TOTAL.key, "zone" if group else "", group)


def newcomers(count: int, owner: str | None = None) -> list[CohortRow]:
    return [total_row(100 + i, Decimal(20 + i), owner) for i in range(count)]


def corrected(rows: Iterable[CohortRow], by: str) -> list[CohortRow]:
    return [replace(row, values={TOTAL.key: (row.values[TOTAL.key] or 0) + Decimal(by)}) for row in rows]


def zoned(sizes: dict[str, int], rows: Sequence[CohortRow] = MARKET) -> list[CohortRow]:
    zones = [zone for zone, size in sizes.items() for _ in range(size)]
    shuffled = Random(2).sample(list(rows), len(zones))
    return [replace(row, breakdown={"zone": zone}) for row, zone in zip(shuffled, zones, strict=True)]


@pytest.mark.parametrize("count", [1, 4])
def test_up_to_four_new_owners_carry_the_earlier_figure_forward(count: int) -> None:
    first = released(MARKET)
    second = total(released([*MARKET, *newcomers(count)], after(MARKET)))
    assert second.figures == total(first).figures
    assert second.n == 30
    assert second.carried_from == "release 1"


def test_five_new_owners_make_a_new_figure() -> None:
    cell = total(released([*MARKET, *newcomers(5)], after(MARKET)))
    assert (cell.n, cell.carried_from) == (35, None)


def test_ten_new_locations_of_one_owner_are_one_change() -> None:
    assert total(released([*MARKET, *newcomers(10, owner="a group")], after(MARKET))).n == 30


def test_who_left_counts_like_who_came() -> None:
    assert total(released(MARKET[2:], after(MARKET))).n == 30
    assert total(released([*MARKET[2:], *newcomers(2)], after(MARKET))).n == 30
    assert total(released([*MARKET[3:], *newcomers(2)], after(MARKET))).n == 29


def test_a_corrected_value_counts_as_a_change() -> None:
    fewer = [*MARKET[4:], *corrected(MARKET[:4], "1")]
    more = [*MARKET[5:], *corrected(MARKET[:5], "1")]
    assert total(released(fewer, after(MARKET))).carried_from == "release 1"
    assert total(released(more, after(MARKET))).carried_from is None


def test_all_values_corrected_make_a_new_figure() -> None:
    assert total(released(corrected(MARKET, "1"), after(MARKET))).carried_from is None


def test_a_newcomer_does_not_hide_among_values_that_all_moved_a_little() -> None:
    moved = [*corrected(MARKET, "0.01"), *newcomers(1)]
    assert total(released(moved, after(MARKET))).carried_from == "release 1"


def test_small_steps_are_held_against_what_was_published_not_against_each_other() -> None:
    two, four, six = (MARKET + newcomers(count) for count in (2, 4, 6))
    ledger = after(MARKET, two, four)
    assert total(released(six, ledger)).n == 36


def test_of_several_earlier_figures_the_latest_is_carried() -> None:
    three, five = (MARKET + newcomers(count) for count in (3, 5))
    assert total(released(three, after(MARKET, five))).carried_from == "release 2"


def test_the_same_members_in_another_cell_show_no_second_rounding() -> None:
    coarse = replace(PROTECTED, rounding_share=Decimal("0.02"))
    everybody = zoned({"north": 30})
    assert total(released(everybody, after(MARKET)), "north").status == Status.SHOWN
    assert total(released(everybody, after(MARKET, policy=coarse)), "north").reason == HidingReason.DIFFERENCE


def test_nothing_changed_leaves_the_figure_even_under_another_policy() -> None:
    coarse = replace(PROTECTED, rounding_share=Decimal("0.02"))
    cell = total(released(MARKET, after(MARKET), coarse))
    assert cell.figures == total(released(MARKET)).figures
    assert cell.figures != total(released(MARKET, EMPTY, coarse)).figures


def test_what_was_hidden_is_no_publication() -> None:
    assert after(MARKET[:4]).entries == ()
    assert total(released(MARKET[:6], after(MARKET[:4]))).n == 6


def test_an_exact_table_adds_nothing_to_the_ledger() -> None:
    assert after(MARKET, policy=STATUTORY).entries == ()


@pytest.mark.parametrize(("rest", "status"), [(4, Status.HIDDEN), (5, Status.SHOWN)])
def test_a_group_that_lacks_up_to_four_owners_of_the_total_is_hidden(rest: int, status: Status) -> None:
    table = released(zoned({"north": 30 - rest, "south": rest}))
    assert total(table).status == Status.SHOWN
    assert total(table, "north").status == status
    assert total(table, "south").status == status


def test_the_reason_is_the_difference() -> None:
    assert total(released(zoned({"north": 27, "south": 3})), "north").reason == HidingReason.DIFFERENCE


def test_a_group_that_holds_everybody_is_the_total() -> None:
    table = released(zoned({"north": 30}))
    assert total(table, "north").figures == total(table).figures


def test_a_group_is_held_against_the_total_of_an_earlier_release() -> None:
    """The total is carried forward; the group would tell the three who left."""
    leavers_gone = [replace(row, breakdown={"zone": "north"}) for row in MARKET[3:]]
    table = released(leavers_gone, after(MARKET))
    assert total(table).carried_from == "release 1"
    assert total(table, "north").reason == HidingReason.DIFFERENCE


def test_two_groups_that_leave_a_small_rest_of_the_total_are_not_both_shown() -> None:
    table = released(zoned({"east": 14, "north": 13, "south": 3}))
    assert total(table, "east").status == Status.SHOWN
    assert total(table, "north").reason == HidingReason.COMPLEMENT
    assert total(table, "south").reason == HidingReason.FEW_OWNERS


def test_groups_that_make_up_the_total_are_all_shown() -> None:
    table = released(zoned({"east": 10, "north": 10, "south": 10}))
    assert [total(table, zone).status for zone in ("east", "north", "south")] == [Status.SHOWN] * 3


def test_a_total_that_comes_after_its_groups_is_held_against_them() -> None:
    """The groups were published with another total; this one is their union and three more."""
    east, north = (CellKey(COLUMN, TOTAL.key, "zone", zone) for zone in ("east", "north"))
    groups = [
        entry
        for entry in ledger_entries(released(zoned({"east": 15, "north": 15})), "release 1")
        if entry.key in (east, north)
    ]
    cell = total(released([*MARKET, *newcomers(3)], EMPTY.with_entries(groups)))
    assert cell.reason == HidingReason.COMPLEMENT
    assert total(released([*MARKET, *newcomers(5)], EMPTY.with_entries(groups))).n == 35


def test_groups_of_two_dimensions_are_held_against_each_other() -> None:
    rows = [
        replace(row, breakdown={"size": "small" if i < 15 else "large", "zone": "north" if i < 17 else "south"})
        for i, row in enumerate(MARKET)
    ]
    table = released(rows)
    assert table.cell(COLUMN, TOTAL.key, "size", "small").status == Status.SHOWN
    assert total(table, "north").reason == HidingReason.DIFFERENCE


def column_of(column: str, rows: Sequence[CohortRow], dearer: str = "0") -> Cohort:
    return Cohort(column, (TOTAL,), tuple(corrected(rows, dearer)))


def test_columns_that_share_all_but_a_few_homes_are_not_both_shown() -> None:
    table = table_of([column_of("residential", MARKET), column_of("nursing", MARKET[3:], "300")])
    assert total(table, column="residential").status == Status.SHOWN
    assert total(table, column="nursing").reason == HidingReason.DIFFERENCE


def test_columns_of_the_same_homes_at_other_costs_are_both_shown() -> None:
    table = table_of([column_of("residential", MARKET), column_of("nursing", MARKET, "300")])
    assert {cell.status for cell in table} == {Status.SHOWN}


def test_columns_that_differ_in_the_cost_of_a_few_homes_are_not_both_shown() -> None:
    mostly_equal = Cohort("enhanced", (TOTAL,), (*corrected(MARKET[:3], "50"), *MARKET[3:]))
    table = table_of([column_of("residential", MARKET), mostly_equal])
    assert total(table, column="enhanced").reason == HidingReason.DIFFERENCE


def test_a_search_that_grows_too_long_counts_as_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.domain.differences._LONGEST_SEARCH", 2)
    table = released(zoned({"east": 10, "north": 10, "south": 10}))
    assert HidingReason.COMPLEMENT in {cell.reason for cell in table}


def test_the_ledger_names_nobody_and_shows_no_value() -> None:
    text = repr(after(zoned({"east": 10, "north": 20})))
    for row in MARKET:
        assert row.provider not in text and row.owner not in text
        assert str(row.values[TOTAL.key]) not in text
    assert "the key of the digests" not in text


def test_another_key_makes_other_digests() -> None:
    one, other = (
        ledger_entries(released(MARKET, Ledger("an exercise", key)), "release 1")[0].membership
        for key in (b"one", b"other")
    )
    assert not {member.provider for member in one} & {member.provider for member in other}
