"""Rows that a page sends: which row it showed, whether it sent it before, and what somebody else made of it since."""

from collections.abc import Mapping, Sequence

from accounts.domain.seen_marks import mark_of_shown
from benchmarking.returns.domain.questionnaire import ReturnTable
from benchmarking.returns.domain.row_reader import TypedRow


def mark_of_row(row: Mapping[str, str]) -> str:
    """Return what tells a row from what it was before, for a page to send back."""
    return mark_of_shown(dict(row))


def place_since(rows: Sequence[TypedRow], shown: int | None, sent: TypedRow) -> int | None:
    """Return the number of the same row among those added since a page showed ``shown`` rows; None if there is none."""
    later = rows[shown:] if shown is not None else []
    return None if shown is None or sent not in later else shown + list(later).index(sent) + 1


def overtaken_row(table: ReturnTable, stands: Mapping[str, str], sent: Mapping[str, str]) -> str:
    """Return what to say of a row that somebody changed meanwhile: what stands now, where it is not what was sent."""
    told = [
        f"{column.label}: “{stands.get(column.key, '')}”"
        for column in table.columns
        if stands.get(column.key, "") != sent.get(column.key, "")
    ]
    return (
        "This row was changed on another page while you had it open. What you typed stands below; what is kept is "
        f"{'; '.join(told)}. Save again to keep yours."
    )
