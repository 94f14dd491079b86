"""A mark on one cell of somebody's workbook."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

BEGINS = "What to put right"
LONGEST_COMMENT = 4_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding, with sheet and cell as they were read; blank if it is about the whole file."""

    sheet: str
    cell: str
    label: str
    read: str
    message: str
    fix: str
    must_fix: bool

    @property
    def kind(self) -> str:
        return "Put right" if self.must_fix else "Change or explain"

    @property
    def comment(self) -> str:
        """Return the comment of the cell: what is wrong, then what to do."""
        return f"{BEGINS}\n{self.message}\n{self.fix}".strip()[:LONGEST_COMMENT]


def marks_document(marks: Iterable[Mark]) -> list[dict[str, Any]]:
    return [asdict(mark) for mark in marks]


def marks_from(document: Iterable[dict[str, Any]]) -> list[Mark]:
    return [Mark(**stored) for stored in document]


def without_ours(comment: str) -> str:
    """Return a person's own comment without ours of an earlier marking, which stands below it."""
    return comment.partition(BEGINS)[0].rstrip()
