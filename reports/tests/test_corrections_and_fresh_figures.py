"""R13: a correction counts from a step on, against the value that the figures came from; fresh figures are three."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.domain.attacks.markets import TOTAL, total_cohort
from reports.domain.cohort import CohortRow
from reports.domain.ledger import Ledger, values_in
from reports.domain.policy import PROTECTED, Policy
from reports.domain.protect import ledger_entries
from reports.domain.protected_table import HidingReason, ProtectedCell, Status
from reports.tests.test_ledger_rules import EMPTY, MARKET, corrected, newcomers, table_of, total

# Of a total of about £22: the step of 30 returns, and the largest correction that is none.
STEP, LESS = "0.10", "0.09"


def next_release(rows: list[CohortRow], ledger: Ledger, policy: Policy = PROTECTED) -> tuple[ProtectedCell, Ledger]:
    cohorts = total_cohort(rows)
    table = table_of(cohorts, ledger, policy)
    release = f"release {len({entry.release for entry in ledger.entries}) + 1}"
    return total(table), ledger.with_entries(ledger_entries(table, release), {release: values_in(cohorts)})


def released(*releases: list[CohortRow], policy: Policy = PROTECTED) -> Ledger:
    ledger = EMPTY
    for rows in releases:
        _, ledger = next_release(rows, ledger, policy)
    return ledger


@pytest.mark.parametrize("by", ["0.01", LESS, f"-{LESS}"])
def test_corrections_of_all_below_a_step_are_none(by: str):
    cell, _ = next_release(corrected(MARKET, by), released(MARKET))
    assert (cell.carried_from, cell.carried_because) == ("release 1", HidingReason.DIFFERENCE)


def test_corrections_of_a_step_are_other_values():
    cell, _ = next_release(corrected(MARKET, STEP), released(MARKET))
    assert (cell.carried_from, cell.fresh_figures) == (None, 2)


def test_pennies_add_up_to_a_step_against_the_origin_and_not_against_each_other():
    releases = [corrected(MARKET, f"0.0{pennies}") for pennies in range(10)]
    ledger = released(*releases)
    assert {origin.release for origin in ledger.origins[TOTAL.key]} == {"release 1"}
    cell, _ = next_release(corrected(MARKET, STEP), ledger)
    assert cell.carried_from is None


def test_four_helpers_with_pennies_do_not_help_to_see_one_real_change():
    rows = [*corrected(MARKET[:1], "3"), *corrected(MARKET[1:10], "0.05"), *MARKET[10:]]
    assert next_release(rows, released(MARKET))[0].carried_from == "release 1"


def test_where_earlier_values_are_gone_a_correction_counts():
    gone = replace(released(MARKET), values={})
    assert next_release(corrected(MARKET, "0.01"), gone)[0].carried_from is None
    assert next_release(corrected(MARKET[:4], "0.01") + MARKET[4:], gone)[0].carried_from == "release 1"


def test_a_value_that_was_not_sealed_is_not_believed():
    ledger = released(MARKET)
    forged = replace(ledger, values={"release 1": values_in(total_cohort(corrected(MARKET, "5")))})
    assert next_release(corrected(MARKET, "5.01"), forged)[0].carried_from is None


def test_the_last_fresh_figures_are_kept_for_after_the_closing_day():
    markets = [MARKET + newcomers(5 * count) for count in range(5)]
    ledger = released(*markets[:3])
    cell, ledger = next_release(markets[3], ledger)
    assert (cell.carried_from, cell.carried_because) == ("release 2", HidingReason.REPEATED)
    assert (cell.n, cell.fresh_figures) == (35, 2)
    cell, ledger = next_release(markets[3], replace(ledger, closed=True))
    assert (cell.n, cell.carried_from, cell.fresh_figures) == (45, None, 3)
    cell, _ = next_release(markets[4], ledger)
    assert (cell.n, cell.carried_because, cell.fresh_figures) == (45, HidingReason.REPEATED, 3)


def test_without_the_cap_there_is_no_end():
    markets = [MARKET + newcomers(5 * count) for count in range(5)]
    cell, _ = next_release(markets[4], released(*markets[:4], policy=replace(PROTECTED, fresh_figures=0)))
    assert cell.carried_because == HidingReason.REPEATED
    uncapped = replace(PROTECTED, fresh_figures=0)
    cell, _ = next_release(markets[4], released(*markets[:4], policy=uncapped), uncapped)
    assert (cell.n, cell.carried_from, cell.fresh_figures) == (50, None, 5)


def test_figures_of_an_older_policy_are_carried_counted_and_never_rounded_anew():
    older = replace(PROTECTED, version="protected-1", rounding_share=Decimal("0.02"))
    ledger = released(MARKET, MARKET + newcomers(2), MARKET + newcomers(5), policy=older)
    assert {entry.policy_sha256 for entry in ledger.entries} == {older.sha256}
    cell, ledger = next_release(corrected(MARKET + newcomers(5), "0.01"), ledger)
    assert (cell.carried_from, cell.n) == ("release 3", 35)
    # The carried row is written under the newer policy; its figures still are of the older one.
    cell, _ = next_release([replace(row, breakdown={"zone": "all"}) for row in MARKET + newcomers(5)], ledger)
    assert cell.carried_from == "release 3"
    cell, _ = next_release(MARKET + newcomers(15), ledger)
    assert cell.carried_because == HidingReason.REPEATED
    table = table_of(total_cohort([replace(row, breakdown={"zone": "all"}) for row in MARKET + newcomers(5)]), ledger)
    assert total(table, "all").status == Status.HIDDEN
