"""What a council is told beyond the edition's figures: the five most alike, how figures moved, and its own practice."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from benchmarking.analysis.domain.catalogue import OWN, RoundMeasure
from benchmarking.analysis.domain.practice_answers import PRACTICE_KEYS
from benchmarking.editions.domain.edition_source import EditionSource
from benchmarking.editions.domain.named_members import NamedMember, may_leave, unnamed_in
from benchmarking.editions.domain.protected_figures import measure_cohort
from benchmarking.position.domain.measure_notes import change_index
from benchmarking.position.domain.nearest_councils import MOST_ALIKE, nearest
from benchmarking.rounds.domain.councils import as_decimal
from costing.form import Line, LineKind
from reports.domain.cohort import Cohort, CohortFault, CohortRow
from reports.domain.measures import CellKey
from reports.domain.policy import PROTECTED
from reports.domain.protect import protect
from spreadsheets.decimals import rounded

# Decided on after all other groups: no figure that everybody sees is hidden for its sake.
YOUR_FIVE, YES, NO = "your five", "yes", "no"
Cell = dict[str, Any]
# The measures of every council in the round before, by ONS code.
Earlier = Mapping[str, Mapping[str, Fraction | None]]


def position_parts(
    source: EditionSource, earlier: Earlier, populations: Mapping[str, Sequence[float]]
) -> dict[str, dict[str, Any]]:
    """Return by ONS code what its council's page has beside the figures of the edition; no figure of another's."""
    names = {case.ons_code: case.council for case in source.cases}
    known = {code: numbers for code, numbers in populations.items() if code in names}
    cohorts = {one.key: found for one in OWN if isinstance(found := measure_cohort(source, one), Cohort)}
    members = {one.ons_code: one for one in source.members}
    panels = {one.key: _panel(source, one, earlier) for one in OWN}
    moved = {one.key: _moved_cell(source, one, panels[one.key]) for one in OWN}
    parts = {}
    for case in source.cases:
        alike = nearest(case.ons_code, known)
        asks = alike if len(alike) == MOST_ALIKE else ()
        parts[case.ons_code] = {
            "alike": [names[code] for code in alike],
            "cells": {
                one.key: _alike_cell(source, one, cohorts.get(one.key), asks, members.get(case.ons_code)) for one in OWN
            },
            "change": {
                one.key: _change(panels[one.key], case.ons_code, moved[one.key]) for one in OWN if panels[one.key]
            },
            "answers": {key: case.choice(key) for key in PRACTICE_KEYS},
        }
    return parts


def _alike_cell(
    source: EditionSource,
    measure: RoundMeasure,
    cohort: Cohort | None,
    alike: Collection[str],
    viewer: NamedMember | None,
) -> Cell | None:
    """Return the figures of the five most alike; None where they cannot be shown to who looks.

    Whoever sees rows by name could take those of the five away, and would have the rest.
    """
    if cohort is None or not alike:
        return None
    sees = viewer is not None and viewer.shows(measure.blocks)
    if sees and not may_leave(unnamed_in(source.members, measure.blocks, dict.fromkeys(alike))):
        return None
    rows = tuple(
        replace(row, breakdown={**row.breakdown, YOUR_FIVE: YES if row.provider in alike else NO})
        for row in cohort.rows
    )
    return _cell(replace(cohort, rows=rows), CellKey(measure.key, measure.key, YOUR_FIVE, YES))


def _panel(source: EditionSource, measure: RoundMeasure, earlier: Earlier) -> dict[str, Fraction]:
    """Return how the figure moved of each council that has one in both rounds: the balanced panel."""
    found = {}
    for code, now in source.grouped(measure.key).items():
        index = change_index(measure, now, earlier.get(code, {}).get(measure.key))
        if index is not None:
            found[code] = index
    return found


def _moved_cell(source: EditionSource, measure: RoundMeasure, panel: Mapping[str, Fraction]) -> Cell | None:
    if not panel or not source.may_leave(measure, panel):
        return None
    key = f"change of {measure.key}"
    line = Line(1, "", key, key, LineKind.TOTAL, fixed_share=None, differs_by_category=False)
    rows = (CohortRow(code, code, {key: as_decimal(value)}) for code, value in sorted(panel.items()))
    return _cell(Cohort(key, (line,), tuple(rows)), CellKey(key, key))


def _cell(cohort: Cohort, key: CellKey) -> Cell | None:
    """Return median and quartiles of one cell through the gate; None if it is hidden."""
    table = protect((cohort,), PROTECTED)
    if isinstance(table, CohortFault):
        raise ValueError(table.message)
    figures = next((cell.figures for cell in table if cell.key == key), None)
    if figures is None:
        return None
    ends = {name: _text(getattr(figures, name)) for name in ("lower_quartile", "median", "upper_quartile")}
    return {"n": figures.n, **ends}


def _change(panel: Mapping[str, Fraction], code: str, cell: Cell | None) -> dict[str, Any]:
    own = panel.get(code)
    return {"own": None if own is None else _text(as_decimal(own)), "panel": len(panel), "all": cell}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(rounded(value, 6), "f")
