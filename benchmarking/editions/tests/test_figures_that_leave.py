"""The figures over councils of an edition: those of the published results, beside named rows, and never by a few."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from benchmarking.analysis.domain.catalogue import MEASURES, RoundMeasure
from benchmarking.analysis.domain.council_case import ContractPrice, CouncilCase
from benchmarking.editions.domain.edition_source import EditionSource, public_from
from benchmarking.editions.domain.named_members import NamedMember
from benchmarking.editions.domain.protected_figures import cohorts_behind, leaving_figures
from benchmarking.rounds.domain.councils import PriceRow
from benchmarking.tests.demo_region import WEEK, demo_frozen, demo_members, demo_rows
from costing.small_counts import followed_from, shown_counts, shown_table
from reports.domain.ledger import EMPTY_LEDGER, Ledger, values_in

NOBODY_NAMED = {row["ons_code"]: "no" for row in demo_rows("authorities")}
D2 = {
    "price": {
        "all": ("22.90", "21.30", "23.90", 26), "dps": ("21.80", "20.70", "23.10", 14), "framework": ("23.00", 6),
        "lead_or_patch": ("24.40", 6), "llw": ("23.90", "23.30", "24.50", 15), "inner": ("23.70",),
        "outer": ("21.30",), "ncl": ("22.40",), "nel": ("23.80",), "nwl": ("22.40",),
    },
    "good_share": {
        "all": ("82.00", "77.00", "91.50"), "dps": ("78.00",), "framework": ("91.00",), "lead_or_patch": ("90.00",),
    },
}  # fmt: skip


def source(**changed: str) -> EditionSource:
    """Return the invented region without its links, which take longer than all else."""
    return EditionSource(WEEK, demo_frozen().cases, demo_members(**changed), {})


@pytest.mark.parametrize("key", list(D2))
def test_the_invented_region_gives_the_published_figures(key: str):
    shown = leaving_figures(source(**NOBODY_NAMED), "e", EMPTY_LEDGER, [MEASURES[key]]).shown[key]
    for group, figures in D2[key].items():
        cell = shown[group]
        said = {cell["median"], cell["lower_quartile"], cell["upper_quartile"], cell["n"]}
        assert set(figures) <= said and cell["median"] == figures[0], group
    if key == "price":
        assert {"nlw", "none", "sel"}.isdisjoint(shown)


def test_beside_named_rows_a_figure_of_one_to_four_others_stays():
    """Three of the six with a lead contract or patch show their prices: the other three would nearly follow."""
    found = leaving_figures(source(), "e", EMPTY_LEDGER, [MEASURES["price"]])
    assert found.reasons["price"]["lead_or_patch"] == "D3" and "lead_or_patch" not in found.shown["price"]
    assert found.shown["price"]["dps"]["median"] == "21.80"
    assert {(entry.key.dimension, entry.key.group) for entry in found.entries}.isdisjoint({("model", "lead_or_patch")})
    all_but_four = {row["ons_code"]: "all" for row in demo_rows("authorities")[4:]} | dict(
        list(NOBODY_NAMED.items())[:4]
    )
    few = leaving_figures(source(**all_but_four), "e", EMPTY_LEDGER, [MEASURES["price"]])
    assert few.reasons["price"]["all"] == "D3"
    everybody = dict.fromkeys(NOBODY_NAMED, "all")
    assert "all" in leaving_figures(source(**everybody), "e", EMPTY_LEDGER, [MEASURES["price"]]).shown["price"]


def a_council(number: int, of: CouncilCase) -> CouncilCase:
    """Return a further council, alike but for its name and price."""
    moved = [ContractPrice(replace(one.row, price=one.row.price + Fraction(number, 7))) for one in of.prices]
    return replace(of, council=f"Further {number}", ons_code=f"X0999{number:04}", prices=tuple(moved))


def join_one_by_one(measures: Sequence[RoundMeasure], *, leave: bool = False) -> int:
    """Let 33 councils join one after another, an edition each, and leave as they came; return how many figures left.

    None of them tells of one to four councils by subtraction.
    """
    demo = list(demo_frozen().cases)
    cases = [*demo, *(a_council(number, demo[number]) for number in range(7))]
    Random(4).shuffle(cases)
    ledger, left = Ledger("round", b"key"), 0
    counts = [*range(1, len(cases) + 1), *(range(len(cases) - 1, 0, -1) if leave else ())]
    for number, count in enumerate(counts, 1):
        now = tuple(cases[:count])
        members = tuple(NamedMember(case.ons_code, case.council, frozenset()) for case in now)
        made = EditionSource(WEEK, now, members, {})
        found = leaving_figures(made, f"edition {number}", ledger, measures)
        for fresh, old in product(found.entries, ledger.entries):
            if fresh.key.line != old.key.line:
                continue
            apart = {one.provider for one in fresh.membership ^ old.membership}
            assert len(apart) > 4 or fresh.figures == old.figures, (fresh.key, old.key, count)
        left += len(found.entries)
        ledger = ledger.with_entries(found.entries, {f"edition {number}": values_in(cohorts_behind(made, measures))})
    return left


def test_a_council_that_joins_changes_no_published_figure_by_subtraction():
    assert join_one_by_one([MEASURES["price"]]) > 20


@pytest.mark.proof
def test_nor_any_figure_of_any_measure():
    assert (
        join_one_by_one(tuple(MEASURES[key] for key in ("price", "good_share", "handed_back", "unsourced")), leave=True)
        > 80
    )


def test_counts_under_five_do_not_follow_from_the_rest():
    assert shown_counts({"a": 9, "b": 6, "c": 2, "d": 0}) == {"a": 9, "b": None, "c": None, "d": None}
    assert shown_counts({"a": 9, "b": 6, "c": 4, "d": 3}) == {"a": 9, "b": 6, "c": None, "d": None}
    assert shown_counts({"a": 9, "b": 0}) == {"a": 9, "b": None}


def ways(counts: Sequence[Sequence[int]], hidden: set[tuple[int, int]]) -> Counter[tuple[tuple[int, int], int]]:
    """Try every filling of the hidden cells: the plain twin."""
    places, found = sorted(hidden), Counter[tuple[tuple[int, int], int]]()
    rows = [sum(row) for row in counts]
    columns = [sum(row[at] for row in counts) for at in range(3)]
    for filled in product(range(max(rows) + 1), repeat=len(places)):
        table = [list(row) for row in counts]
        for (row, column), n in zip(places, filled, strict=True):
            table[row][column] = n
        if [sum(row) for row in table] == rows and [sum(row[at] for row in table) for at in range(3)] == columns:
            found.update(zip(places, filled, strict=True))
    return found


def test_a_hidden_cell_follows_just_where_one_filling_alone_fits():
    rng = Random(3)
    for _ in range(25):
        counts = [[rng.choice((0, 0, 1, 2, 3)) for _ in range(3)] for _ in range(3)]
        hidden = set(rng.sample(list(product(range(3), range(3))), rng.choice((2, 3, 4))))
        found = ways(counts, hidden)
        one_way = any(sum(1 for place, _ in found if place == cell) == 1 for cell in hidden)
        assert followed_from(counts, hidden) == one_way, (counts, hidden)


def test_thirds_against_thirds_show_no_cell_under_five():
    assert shown_table([[6, 2, 1], [2, 5, 2], [1, 2, 6]]) == ((6, None, None), (None, 5, None), (None, None, 6))
    assert shown_table([[9, 0, 0], [0, 8, 0], [0, 0, 9]]) is None
    assert shown_table([[2, 3, 4], [3, 3, 2], [4, 2, 3]]) is None


def test_the_public_edition_waits_three_months():
    assert public_from(WEEK).isoformat() == "2025-07-07"
    assert public_from(WEEK.replace(month=11, day=3)).isoformat() == "2026-02-03"
    assert public_from(WEEK.replace(month=3, day=31)).isoformat() == "2025-07-01"


def test_a_price_of_another_package_is_no_average():
    row = PriceRow("live_in", "week", Fraction(1000), Fraction(40), None)
    assert MEASURES["price"].of(replace(demo_frozen().cases[0], prices=(ContractPrice(row),))) is None
