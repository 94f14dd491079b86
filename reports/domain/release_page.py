"""A released table laid out for people: tables, pictures and sentences, made of released figures alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costing.form import Form
from reports.domain import release_words
from reports.domain.comparison import HEADLINES
from reports.domain.policy import PROTECTED, Policy
from reports.domain.release_pictures import Picture, pictures_of
from reports.domain.released_table import ReleasedCell, ReleasedColumn, ReleasedTotal, released_columns


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A row of the table; ``why`` is for the independent team, and blank for everybody else.

    ``share`` is that of the median in the median of the total, both as published.
    """

    cell: ReleasedCell
    why: tuple[str, ...] = ()
    share: Decimal | None = None


@dataclass(frozen=True)
class ColumnPage:
    """A column with its table, both totals and pictures; ``says`` is the sentence at its head.

    ``ways`` names the amounts of each total, in their order.
    """

    key: str
    label: str
    says: str
    notes: tuple[str, ...]
    rows: tuple[ReleaseRow, ...]
    ways: tuple[str, ...]
    totals: tuple[tuple[ReleasedTotal, tuple[Decimal | None, ...]], ...]
    pictures: tuple[Picture, ...]
    has_indicative: bool
    has_hidden: bool


def release_page(
    form: Form,
    document: Mapping[str, Any],
    *,
    headline: str,
    policy: Policy = PROTECTED,
    reasons: Mapping[str, Any] | None = None,
    numbers: Mapping[str, int] | None = None,
) -> tuple[ColumnPage, ...]:
    """Return the columns of the page; ``reasons`` and ``numbers`` of earlier releases are given for the team only."""
    columns = released_columns(form, document)
    return tuple(_page(form, column, columns, headline, policy, reasons or {}, numbers or {}) for column in columns)


def _page(
    form: Form,
    column: ReleasedColumn,
    columns: Sequence[ReleasedColumn],
    headline: str,
    policy: Policy,
    reasons: Mapping[str, Any],
    numbers: Mapping[str, int],
) -> ColumnPage:
    said, ways = reasons.get(column.key, {}), release_words.ways_to_state(headline)
    notes = (
        release_words.how_much_stands_behind(form, column),
        release_words.how_much_is_withheld(column),
        release_words.why_quartiles_lack(column, policy),
    )
    return ColumnPage(
        key=column.key,
        label=column.label,
        says=release_words.what_it_shows(form, column, is_only=len(columns) == 1),
        notes=tuple(note for note in notes if note),
        rows=tuple(
            ReleaseRow(cell, tuple(release_words.why(said.get(cell.line.key, {}), numbers)), _share(column, cell))
            for cell in column.cells
        ),
        ways=tuple(HEADLINES[way] for way in ways),
        totals=tuple((total, tuple(getattr(total, way) for way in ways)) for total in column.totals),
        pictures=pictures_of(form, column, is_only=len(columns) == 1),
        has_indicative=column.has_indicative,
        has_hidden=bool(column.hidden) or any(not cell.has_quartiles for cell in column.cells),
    )


def _share(column: ReleasedColumn, cell: ReleasedCell) -> Decimal | None:
    whole = column.total.median if column.total else None
    return cell.median / whole if cell.median is not None and whole else None
