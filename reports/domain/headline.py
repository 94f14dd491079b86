"""The result of a release in one figure a column: the total, with the range of the middle half where it is released."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costing.figure_words import gbp
from costing.form import Form
from reports.domain.cohort import ALL
from reports.domain.release_words import unit_of
from reports.domain.released_table import ReleasedCell, released_columns


@dataclass(frozen=True, slots=True)
class HeadlineFigure:
    """Released words alone: ``median`` is blank where it is withheld, ``spread`` where the quartiles are."""

    label: str
    unit: str
    median: str
    spread: str
    indicative: bool
    moved: str = ""


def headline_figures(
    form: Form, document: Mapping[str, Any], earlier: Mapping[str, Any] | None = None
) -> list[HeadlineFigure]:
    """Return the total of each column, and how its median moved since an ``earlier`` release."""
    before = {column.key: column.total for column in released_columns(form, earlier)} if earlier else {}
    columns = [column for column in released_columns(form, document) if column.key != ALL and column.total is not None]
    return [_figure(form, column.label, column.total, before.get(column.key)) for column in columns if column.total]


def _figure(form: Form, label: str, total: ReleasedCell, before: ReleasedCell | None) -> HeadlineFigure:
    return HeadlineFigure(
        label=label,
        unit=unit_of(form),
        median="" if total.median is None else gbp(total.median),
        spread=_spread(total),
        indicative=total.indicative,
        moved=_moved(total.median, before.median if before else None),
    )


def _spread(total: ReleasedCell) -> str:
    if total.lower_quartile is None or total.upper_quartile is None:
        return ""
    return f"{gbp(total.lower_quartile)} to {gbp(total.upper_quartile)}"


def _moved(now: Decimal | None, before: Decimal | None) -> str:
    if now is None or before is None:
        return ""
    if now == before:
        return "as in the release before"
    return f"{gbp(abs(now - before))} {'more' if now > before else 'less'} than in the release before"
