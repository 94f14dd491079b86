"""The figures over councils that leave: through the gate, held against the round's ledger, and beside named rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from benchmarking.analysis.domain.catalogue import LEAVING, RoundMeasure
from benchmarking.editions.domain.edition_source import EditionSource
from benchmarking.rounds.domain.distributions import GROUP_PLACES, GROUPS, WHOLE, cohort_of
from reports.domain.cohort import Cohort, CohortFault
from reports.domain.ledger import EMPTY_LEDGER, Ledger, LedgerEntry
from reports.domain.policy import PROTECTED
from reports.domain.protect import ledger_entries, protect
from reports.domain.protected_table import ProtectedCell

# The measures that meet how councils buy and where they are; all others leave over the whole alone.
GROUPED = frozenset({"price", "good_share", "handed_back", "unsourced", "wage_cover", "price_to_indicative"})
NEAR_NAMED, NEGATIVE, NOBODY = "D3", "below_zero", "no_values"


@dataclass(frozen=True)
class LeavingFigures:
    """``shown`` are figures by measure and group, ``reasons`` why others are hidden, and what the ledger is to hold."""

    shown: Mapping[str, Mapping[str, Mapping[str, Any]]]
    reasons: Mapping[str, Mapping[str, str]]
    entries: tuple[LedgerEntry, ...]


def leaving_figures(
    source: EditionSource, edition: str, ledger: Ledger = EMPTY_LEDGER, measures: Sequence[RoundMeasure] = LEAVING
) -> LeavingFigures:
    shown: dict[str, dict[str, Mapping[str, Any]]] = {}
    reasons: dict[str, dict[str, str]] = {}
    entries: list[LedgerEntry] = []
    for measure in measures:
        cohort = measure_cohort(source, measure)
        if isinstance(cohort, str):
            reasons[measure.key] = {WHOLE: cohort}
            continue
        table = protect((cohort,), PROTECTED, ledger)
        if isinstance(table, CohortFault):
            raise ValueError(table.message)
        values = source.grouped(measure.key)
        added = {entry.key: entry for entry in ledger_entries(table, edition)}
        shown[measure.key], reasons[measure.key] = {}, {}
        for name, cell in _cells(measure, table.cells):
            among = _members_of(source, values, name)
            if cell.figures is None:
                reasons[measure.key][name] = str(cell.reason)
            elif not source.may_leave(measure, among):
                reasons[measure.key][name] = NEAR_NAMED
            else:
                shown[measure.key][name] = _part(cell)
                entries.append(added[cell.key])
    return LeavingFigures(shown, reasons, tuple(entries))


def measure_cohort(source: EditionSource, measure: RoundMeasure) -> Cohort | str:
    """Return the cohort of a measure, a council by its ONS code; or why there is none."""
    values = source.grouped(measure.key)
    if not values:
        return NOBODY
    if min(values.values()) < 0:
        return NEGATIVE  # the gate rounds in ratio to the figure, which has no meaning around 0
    known = [(replace(source.figures[code], la=code), value) for code, value in sorted(values.items())]
    return cohort_of(measure.key, known, grouped=measure.key in GROUPED)


def cohorts_behind(source: EditionSource, measures: Sequence[RoundMeasure] = LEAVING) -> list[Cohort]:
    """Return the cohorts behind all figures, to hold later corrections against."""
    return [cohort for one in measures if isinstance(cohort := measure_cohort(source, one), Cohort)]


def _cells(measure: RoundMeasure, cells: Mapping[Any, ProtectedCell]) -> Iterator[tuple[str, ProtectedCell]]:
    """Yield the cells with the names of their groups; a group of what is none of ours is nobody's."""
    names = {(dimension, group): name for name, dimension, group in GROUP_PLACES}
    for key, cell in cells.items():
        if key.line == measure.key and (name := names.get((key.dimension, key.group))) is not None:
            yield name, cell


def _members_of(source: EditionSource, values: Mapping[str, Fraction], name: str) -> Mapping[str, Fraction]:
    if name == WHOLE:
        return values
    dimension = next(of for of, names in GROUPS.items() if name in names)
    return {code: value for code, value in values.items() if getattr(source.figures[code], dimension) == name}


def _part(cell: ProtectedCell) -> Mapping[str, Any]:
    figures = {"lower_quartile": cell.lower_quartile, "median": cell.median, "upper_quartile": cell.upper_quartile}
    return {"n": cell.n, "indicative": cell.indicative} | {name: _text(value) for name, value in figures.items()}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
