"""Rows of a return's tables: add one that was typed, change it, take it out, or put a file's in their place."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from benchmarking.models import RoundMember
from benchmarking.returns.actions.drafts import keep, opened
from benchmarking.returns.domain.questionnaire import TABLES
from benchmarking.returns.domain.row_reader import MOST_ROWS, TableFile, TypedRow, only_cells
from benchmarking.returns.domain.sent_rows import mark_of_row, overtaken_row, place_since
from benchmarking.returns.domain.whole_return import TypedReturn
from benchmarking.returns.queries import standing_typed

CROWDED = Refusal(f"There are {MOST_ROWS:,} rows already, which is more than we take.")
NO_ROW = Refusal("Fill in the row first.")
CHANGED = Refusal("The rows have changed on another page meanwhile. Look at them again.")


@transaction.atomic
def take_table(*, by: Context, member_id: UUID, slug: str, file: TableFile) -> int | Refusal | None:
    """Put the rows of a file in the place of those of a table; return how many."""
    member = opened(by, member_id)
    if not isinstance(member, RoundMember):
        return member
    return _kept(by, member, slug, [only_cells(TABLES[slug], row) for row in file.rows])


@transaction.atomic
def add_row(
    *, by: Context, member_id: UUID, slug: str, row: Mapping[str, object], shown: int | None = None
) -> int | Refusal | None:
    """Add a row that was typed, whatever it holds; return its number.

    ``shown`` is how many rows the page showed: what it sends twice, by a double click or a reload, is added once.
    """
    member, cells = opened(by, member_id), only_cells(TABLES[slug], row)
    if not isinstance(member, RoundMember):
        return member
    if not cells:
        return NO_ROW
    rows = _rows(standing_typed(by, member), slug)
    if (number := place_since(rows, shown, cells)) is not None:
        return number
    return CROWDED if len(rows) >= MOST_ROWS else _kept(by, member, slug, [*rows, cells])


@transaction.atomic
def change_row(
    *, by: Context, member_id: UUID, slug: str, number: int, count: int, row: Mapping[str, object] | None,
    seen: str = "",
) -> int | Refusal | None:  # fmt: skip
    """Change a row, or take it out where ``row`` is None; return how many there are.

    ``count`` is how many rows the page showed, ``seen`` the mark of the row as it showed it.
    """
    member = opened(by, member_id)
    if not isinstance(member, RoundMember):
        return member
    rows = _rows(standing_typed(by, member), slug)
    if len(rows) != count or not 1 <= number <= len(rows):
        return CHANGED
    stands = rows[number - 1]
    put = [only_cells(TABLES[slug], row)] if row is not None else []
    if seen and seen != mark_of_row(stands) and put != [stands]:
        return Refusal(overtaken_row(TABLES[slug], stands, put[0])) if put else CHANGED
    return _kept(by, member, slug, [*rows[: number - 1], *put, *rows[number:]])


def _rows(given: TypedReturn, slug: str) -> list[TypedRow]:
    return list(given.prices if slug == "prices" else given.providers)


def _kept(by: Context, member: RoundMember, slug: str, rows: list[TypedRow]) -> int:
    stands = standing_typed(by, member)
    keep(by, member, replace(stands, prices=rows) if slug == "prices" else replace(stands, providers=rows))
    return len(rows)
