"""The desk as a table for files, marked for the independent team."""

from collections.abc import Iterable

from spreadsheets.table_files import FileCell
from submissions.desk.domain.desk import DeskItem

MARK = "For the independent team only: not for the council, and not for providers."
HEADS = (
    *("Waits for", "What", "Location", "CQC location ID", "Provider", "Exercise", "About"),
    *("Waiting since", "Due by", "Overdue", "Analyst", "More", "Notes of the team"),
)


def desk_rows(items: Iterable[DeskItem]) -> list[tuple[FileCell, ...]]:
    return [
        (
            "the team" if one.kind.is_for_team else "the provider",
            one.kind.label,
            one.place,
            one.cqc_location_id,
            one.provider,
            one.exercise,
            one.about,
            one.since.date().isoformat(),
            one.due_on.isoformat() if one.due_on else "",
            "yes" if one.is_overdue else "",
            one.analyst,
            ", ".join(one.details),
            one.notes,
        )
        for one in items
    ]
