"""The tables of Annex B's public edition: hours and beds only as rounded shares, small counts withheld."""

from collections.abc import Mapping
from decimal import Decimal

from engagement.coverage.domain.coverage import (
    FEWEST_TOLD,
    Coverage,
    CoverageMeasure,
    CoverageRow,
    Stage,
)
from engagement.coverage.domain.outcome_names import DECLINES, HAVE_DECLINED, LocationOutcome
from engagement.coverage.domain.percentages import (
    NOTHING_TO_SAY,
    amount_words,
    percent_words,
    to_five,
)
from engagement.coverage.domain.status_tables import Unit
from engagement.coverage.domain.tables import (
    WITHHELD,
    Table,
    TableCell,
    TableRow,
    behind,
    row,
)

# What the public is told of: outcomes in groups, so that hardly any is of one or two.
GROUPS: dict[str, tuple[LocationOutcome, ...]] = {
    "Return received": (LocationOutcome.USABLE, LocationOutcome.RECEIVED),
    "Declined": tuple(DECLINES.values()),
    "In contact, no return": (LocationOutcome.ONE_TO_ONE, LocationOutcome.ANSWERED),
    "Never engaged": (LocationOutcome.NEVER_ENGAGED, LocationOutcome.STANDARD_NOT_MET),
}


def public_coverage_table(seen: Coverage, unit: Unit) -> Table:
    """Return coverage with shares of hours or beds to the nearest 5 % (rule R12), none of fewer than five locations."""
    heads = ("Stage", "Providers", "% of providers", unit.head, f"% of {unit.many}", f"% of {unit.weight}, to 5 %")
    rows = tuple(_row(each, seen.at(Stage.IN_SCOPE).weight) for each in seen.rows)
    return Table("coverage", "Coverage", heads, rows)


def _row(seen: CoverageRow, scope: CoverageMeasure) -> TableRow:
    counts = [cell for measure in (seen.providers, seen.locations) for cell in _both(measure)]
    counts[2] = TableCell(counts[2].words, behind(stage=seen.stage.value))
    return TableRow(TableCell(seen.stage.label), (*counts, TableCell(_share(seen, scope))))


def _both(measure: CoverageMeasure) -> tuple[TableCell, TableCell]:
    if measure.number is None:
        return TableCell(WITHHELD), TableCell(WITHHELD)
    return TableCell(amount_words(measure.number)), TableCell(percent_words(measure.percent))


def _share(seen: CoverageRow, scope: CoverageMeasure) -> str:
    if seen.stage is Stage.IN_SCOPE:
        return NOTHING_TO_SAY
    if seen.weight.number is None or seen.locations.number is None or 0 < seen.locations.number < FEWEST_TOLD:
        return WITHHELD
    return percent_words(to_five(seen.weight.number, scope.number or Decimal(0)))


def public_outcome_table(counts: Mapping[LocationOutcome, int], unit: Unit) -> Table:
    """Return the outcomes of locations in scope, each in exactly one row."""
    rows = tuple(row(name, str(sum(counts[each] for each in group))) for name, group in GROUPS.items())
    total = sum(counts.values()) - counts[LocationOutcome.NOT_RELEVANT]
    return Table("outcomes", "Outcomes", ("Outcome", unit.head), (*rows, row("All in scope", str(total))))


def public_reasons_table(counts: Mapping[LocationOutcome, int], unit: Unit) -> Table:
    """Return the reasons of declines; one small count withholds all, as their sum is in the table of outcomes."""
    hidden = any(0 < counts[each] < FEWEST_TOLD for each in HAVE_DECLINED)
    rows = tuple(row(each.label, WITHHELD if hidden else str(counts[each])) for each in DECLINES.values())
    return Table("reasons", "Reasons for not taking part", ("Reason", unit.head), rows)
