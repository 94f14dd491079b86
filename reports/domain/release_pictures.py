"""The pictures of a released column: the sums on one scale, then each part on its own, so that small lines are seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from costing.charts import QuantileMarks, RangeChart, range_chart
from costing.figure_words import gbp
from costing.form import Form, LineKind
from reports.domain.release_words import largest_line_of, what_it_shows
from reports.domain.released_table import ReleasedCell, ReleasedColumn

# Beside a line ten times its size one is too small to be seen.
TOO_SMALL = Decimal("0.1")


@dataclass(frozen=True)
class Picture:
    """A picture with its sentence; ``scale`` says how far it reaches, as each has its own."""

    says: str
    chart: RangeChart
    title: str = ""
    scale: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether everything is withheld: a picture of nothing would tell no more than the table does."""
        return all(bar.median is None for bar in self.chart.ranges)


def pictures_of(form: Form, column: ReleasedColumn, *, is_only: bool) -> tuple[Picture, ...]:
    """Return the picture of the sums, and of each section the larger and the smaller lines."""
    sections = _sections(column)
    sums = [cell for cell in column.cells if cell.line.section not in sections or cell.line.kind != LineKind.LINE]
    first = (_picture("", what_it_shows(form, column, is_only=is_only), sums),) if sums else ()
    parts = (picture for title, cells in sections.values() for picture in _parts(form, title, cells))
    return tuple(picture for picture in (*first, *parts) if not picture.is_empty)


def _sections(column: ReleasedColumn) -> dict[str, tuple[str, list[ReleasedCell]]]:
    """Return by section its title and lines; one without a subtotal of its own stands among the sums.

    Where a column has no sums at all, as of what costs the same in every category, all its lines are one part.
    """
    titles = {cell.line.section: cell.line.label for cell in column.cells if cell.line.kind == LineKind.SUBTOTAL}
    if not any(cell.line.kind != LineKind.LINE for cell in column.cells):
        titles = {cell.line.section: cell.line.section.replace("_", " ") for cell in column.cells}
    found: dict[str, tuple[str, list[ReleasedCell]]] = {}
    for cell in column.cells:
        if cell.line.kind == LineKind.LINE and cell.line.section in titles:
            found.setdefault(cell.line.section, (_as_part(titles[cell.line.section]), []))[1].append(cell)
    return found


def _as_part(title: str) -> str:
    return title.removeprefix("Total ").capitalize()


def _parts(form: Form, title: str, cells: Sequence[ReleasedCell]) -> Iterator[Picture]:
    """Yield the lines of a section; the small ones apart, on a scale on which they can be seen."""
    most = max((cell.median for cell in cells if cell.median is not None), default=Decimal(0))
    small = [cell for cell in cells if cell.median is not None and cell.median < most * TOO_SMALL]
    large = [cell for cell in cells if cell not in small]
    yield _picture(title, largest_line_of(form, large), large)
    if small:
        yield _picture(f"{title}: the smaller lines", largest_line_of(form, small), small)


def _picture(title: str, says: str, cells: Sequence[ReleasedCell]) -> Picture:
    most = max((value for cell in cells for value in _figures_of(cell)), default=None)
    scale = "" if most is None else f"Drawn from £0 to {gbp(most)}."
    return Picture(says, range_chart([_bar(cell) for cell in cells]), title, scale)


def _figures_of(cell: ReleasedCell) -> Iterator[Decimal]:
    yield from (value for value in (cell.median, cell.upper_quartile) if value is not None)


def _bar(cell: ReleasedCell) -> QuantileMarks:
    return QuantileMarks(
        label=cell.line.label,
        median=cell.median,
        lower_quartile=cell.lower_quartile,
        upper_quartile=cell.upper_quartile,
        indicative=cell.indicative,
        kind=cell.line.kind.value,
    )
