"""The shape of a released document: what passed the policy as plain values, and nothing else.

``table`` is {column: {line: cell}} of the whole cohorts, ``totals`` states their sums in both ways. Beside them stand
``groups``, {dimension: {group: {column: {line: cell}}}}, and the further measures of the whole cohorts: ``visits``
(£ per contact hour by the minutes of a visit), ``appointments`` (visits a week by their minutes) and ``supporting``,
each {column: {key: cell}}. ``dimensions`` are those that were asked for. A document of before there were any lacks all
but ``table`` and ``totals``; its readers go through ``cells_in``.

A group of which nothing is shown is left out, so that nobody can tell it from one without a return.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from reports.domain.measure_parts import FurtherMeasure, MeasurePart, further_measure
from reports.domain.measures import CellKey
from reports.domain.protected_table import ProtectedCell, ProtectedTable, Status

# A piece of the document.
Part = dict[str, Any]
CellPart = Callable[[ProtectedCell], Part]

GROUPS, DIMENSIONS = "groups", "dimensions"


def groups_part(table: ProtectedTable, cell_part: CellPart) -> Part:
    """Return the groups of which anything is shown, in order of their names."""
    groups: Part = {}
    for cell in table:
        if cell.key.dimension:
            of = groups.setdefault(cell.key.dimension, {}).setdefault(cell.key.group, [])
            of.append(cell)
    return {
        dimension: {group: _by_column(cells, cell_part) for group, cells in found.items() if any(map(_is_shown, cells))}
        for dimension, found in groups.items()
    }


def further_parts(table: ProtectedTable, cell_part: CellPart) -> Part:
    """Return ``visits``, ``appointments`` and ``supporting``; {} of a table without further measures."""
    found: Part = {}
    for cell in table:
        measure = further_measure(cell.key.line)
        if measure is not None:
            found.setdefault(measure.part.value, {}).setdefault(cell.key.column, {})[measure.key] = cell_part(cell)
    return {part.value: found.get(part.value, {}) for part in MeasurePart} if found else {}


def whole_cells(table: ProtectedTable) -> Iterator[ProtectedCell]:
    """Yield the lines of the whole cohorts."""
    return (cell for cell in table if not cell.key.dimension and further_measure(cell.key.line) is None)


def cells_in(document: Mapping[str, Any]) -> Iterator[tuple[CellKey, Mapping[str, Any]]]:
    """Yield every cell of a stored document with its place."""
    for column, cells in document["table"].items():
        yield from ((CellKey(column, line), cell) for line, cell in cells.items())
    for dimension, groups in document.get(GROUPS, {}).items():
        for group, columns in groups.items():
            for column, cells in columns.items():
                yield from ((CellKey(column, line, dimension, group), cell) for line, cell in cells.items())
    for part in MeasurePart:
        for column, cells in document.get(part.value, {}).items():
            yield from ((CellKey(column, FurtherMeasure(part, key).line), cell) for key, cell in cells.items())


def dimensions_of(document: Mapping[str, Any]) -> Sequence[str]:
    """Return the dimensions that a release was asked to break down by."""
    return tuple(document.get(DIMENSIONS, ()))


def _is_shown(cell: ProtectedCell) -> bool:
    return cell.status == Status.SHOWN


def _by_column(cells: Iterable[ProtectedCell], cell_part: CellPart) -> Part:
    columns: Part = {}
    for cell in cells:
        columns.setdefault(cell.key.column, {})[cell.key.line] = cell_part(cell)
    return columns
