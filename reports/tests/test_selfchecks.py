"""Before a release, a table is checked against itself."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from costing.forms.homecare import HOMECARE
from reports.domain.attacks.markets import COLUMN
from reports.domain.cohort import Cohort, CohortFault
from reports.domain.market import whole_cohorts
from reports.domain.selfchecks import Doubt, Note, notes_on
from reports.domain.statistics import ExactTable, Quantiles, TwoTotals, exact_table
from reports.tests.invented_returns import random_returns


def market() -> tuple[tuple[Cohort, ...], ExactTable]:
    cohorts = whole_cohorts(HOMECARE, random_returns(Random(3), 20, not_available=0.01))
    assert not isinstance(cohorts, CohortFault)
    return cohorts, exact_table(cohorts)


def with_cell(table: ExactTable, line: str, found: Quantiles) -> ExactTable:
    return replace(table, cells={**table.cells, (COLUMN, line): found})


def without_distance(notes: tuple[Note, ...]) -> list[tuple[Doubt, str]]:
    return [(note.doubt, note.line) for note in notes if note.doubt != Doubt.TOTALS_FAR_APART]


def test_a_sound_market_has_nothing_to_note_but_the_distance_of_its_totals() -> None:
    assert without_distance(notes_on(*market())) == []


def test_quartiles_out_of_order_are_noted() -> None:
    cohorts, table = market()
    crossed = with_cell(table, "ppe", Quantiles(20, Decimal(3), Decimal(2), Decimal(4)))
    assert without_distance(notes_on(cohorts, crossed)) == [(Doubt.QUARTILES_OUT_OF_ORDER, "ppe")]


def test_more_values_than_returns_are_noted() -> None:
    cohorts, table = market()
    many = with_cell(table, "ppe", Quantiles(21, Decimal(1), Decimal(2), Decimal(4)))
    assert without_distance(notes_on(cohorts, many)) == [(Doubt.MORE_VALUES_THAN_RETURNS, "ppe")]


def test_lines_that_do_not_add_up_to_their_subtotal_are_noted_with_the_return() -> None:
    (cohort,), table = market()
    first = cohort.rows[0]
    wrong = replace(first, values={**first.values, "careworker_costs": Decimal(99)})
    notes = notes_on([replace(cohort, rows=(wrong, *cohort.rows[1:]))], table)
    assert (Doubt.LINES_AGAINST_SUBTOTAL, "careworker_costs") in without_distance(notes)
    assert first.provider in notes[0].message


def test_a_defined_sum_above_an_undefined_line_is_noted() -> None:
    (cohort,), table = market()
    first = cohort.rows[1]
    wrong = replace(first, values={**first.values, "ppe": None, "careworker_costs": Decimal(20)})
    notes = notes_on([replace(cohort, rows=(wrong, *cohort.rows[2:]))], table)
    assert (Doubt.LINES_AGAINST_SUBTOTAL, "careworker_costs") in without_distance(notes)


def test_totals_more_than_a_twentieth_apart_are_noted_with_both_figures() -> None:
    cohorts, table = market()
    for apart, noted in (("22.05", False), ("22.06", True), ("19.95", False), ("19.94", True)):
        totals = {key: TwoTotals(Decimal(apart), Decimal(21)) for key in table.totals}
        notes = [note for note in notes_on(cohorts, replace(table, totals=totals)) if note.line == "total"]
        assert [note.doubt for note in notes] == [Doubt.TOTALS_FAR_APART] * noted
        assert not notes or f"£{apart}" in notes[0].message


def test_undefined_totals_are_not_compared() -> None:
    cohorts, table = market()
    totals = {key: TwoTotals(None, Decimal(21)) for key in table.totals}
    assert notes_on(cohorts, replace(table, totals=totals)) == ()
