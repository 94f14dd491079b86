"""What an administrator is told of the portal's running, beside what is in the log."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class IncidentKind(StrEnum):
    PAGE_FAILED = "page_failed"
    TASK_FAILED = "task_failed"
    PAGE_SLOW = "page_slow"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    IncidentKind.PAGE_FAILED: "Page failed",
    IncidentKind.TASK_FAILED: "Background work failed",
    IncidentKind.PAGE_SLOW: "Slow page",
}


@dataclass(frozen=True)
class Queue:
    """One kind of background work: rows that wait, are being worked on, and failed; ``oldest`` waits longest."""

    work: str
    waiting: int
    working: int
    failed: int
    oldest: datetime | None
    # Waiting for longer than that, in seconds, is no longer usual.
    PATIENCE = 600

    @property
    def label(self) -> str:
        return WORK[self.work]

    def waited(self, now: datetime) -> float:
        """Return for how many seconds the oldest row has waited."""
        return max((now - self.oldest).total_seconds(), 0) if self.oldest else 0

    def is_late(self, now: datetime) -> bool:
        return self.waited(now) > self.PATIENCE


WORK = {
    "uploads": "Files of providers to check",
    "batches": "Workbooks of a folder to take in",
    "imports": "Lists of the register to read",
    "calculations": "Calculations",
    "documents": "Documents of a release",
    "mails": "Emails to send",
    "rechecks": "Exercises to check again",
}


def reference_of(request: str) -> str:
    """Return what the page that says sorry shows of a request's id, and the administrator's page beside it."""
    return request[:8].upper()
