"""What a council is told of where it stands, as a document: its own figures exact, of all others what is protected."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from benchmarking.position.domain.nearest_councils import MOST_ALIKE, nearest
from benchmarking.position.domain.position_measures import BY_QUALITY, MEASURES, PositionMeasure, change_index
from benchmarking.position.domain.position_row import PositionRow, Third, as_text, thirds
from benchmarking.position.domain.practice_counts import practice_counts, shown_count
from benchmarking.position.domain.protected_groups import Cell, ComparisonGroup, protected_cells

VERSION = 1
ChangeCells = Mapping[str, tuple[int, Cell | None]]


def position_documents(rows: Sequence[PositionRow]) -> dict[str, dict[str, Any]]:
    """Return by council what it is told; a council's document holds no figure of any other."""
    populations = {row.code: row.population for row in rows if row.population is not None}
    names = {row.code: row.name for row in rows}
    stands = {one.key: thirds({row.code: row.values.get(one.key) for row in rows}) for one in MEASURES}
    upper = [code for code, third in stands[BY_QUALITY].items() if third == Third.UPPER]
    practice = {"in_upper": shown_count(len(upper)), "questions": practice_counts(rows, upper)}
    changes = _changes(rows)
    documents = {}
    for row in rows:
        alike = nearest(row.code, populations)
        measures = [
            _measure(one, row, rows, stands[one.key], frozenset(alike) if len(alike) == MOST_ALIKE else frozenset())
            | {"change": _change(one, row, changes)}
            for one in MEASURES
        ]
        documents[row.code] = {
            "version": VERSION,
            "councils": len(rows),
            "place": row.place,
            "model": row.model,
            "alike": [names[code] for code in alike],
            "measures": measures,
            "practice": practice | {"own": {one["key"]: row.practice.get(one["key"], "") for one in
                                            practice["questions"]}},
        }  # fmt: skip
    return documents


def _measure(
    measure: PositionMeasure, own: PositionRow, rows: Sequence[PositionRow], stands: Mapping[str, Third],
    alike: frozenset[str],
) -> dict[str, Any]:  # fmt: skip
    def figure(row: PositionRow) -> Fraction | None:
        return row.values.get(measure.key)

    return {
        "key": measure.key,
        "own": as_text(figure(own)),
        "third": stands.get(own.code, ""),
        "of": len(stands),
        "groups": protected_cells(measure.key, rows, figure, own, alike),
    }


def _changes(rows: Sequence[PositionRow]) -> ChangeCells:
    """Return by measure how many councils have a figure in both rounds, and how theirs moved: the balanced panel."""
    found = {}
    for measure in MEASURES:
        panel = [row for row in rows if _moved(measure, row) is not None]
        cells = protected_cells(f"change of {measure.key}", panel, _mover(measure), panel[0]) if panel else {}
        found[measure.key] = (len(panel), cells.get(ComparisonGroup.ALL.value))
    return found


def _moved(measure: PositionMeasure, row: PositionRow) -> Fraction | None:
    return change_index(measure, row.values.get(measure.key), row.before.get(measure.key))


def _mover(measure: PositionMeasure) -> Any:
    return lambda row: _moved(measure, row)


def _change(measure: PositionMeasure, row: PositionRow, changes: ChangeCells) -> dict[str, Any] | None:
    """Return how the own figure moved beside those of the panel; None where no earlier round has one."""
    panel, cell = changes[measure.key]
    if not panel:
        return None
    return {"own": as_text(_moved(measure, row)), "panel": panel, "all": cell}
