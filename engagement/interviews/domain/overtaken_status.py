"""Two tabs at an interviewee's status: what a page saw of it, and what is said to the later of two."""

from datetime import datetime

from accounts.domain.seen_marks import mark_of_shown
from costing.figure_words import moment_in_words
from engagement.interviews.domain.coverage_matrix import InterviewStatus
from engagement.meetings.domain.uk_times import UK


def mark_of_status(status: str, reason: str, booked_for: datetime | None) -> str:
    """Return what tells a status from what it was before, for a page to send back."""
    return mark_of_shown([status, reason, booked_for.isoformat() if booked_for else ""])


def overtaken_status(status: InterviewStatus, reason: str, booked_for: datetime | None) -> str:
    """Return what to say where a status was changed since a page showed it: what it is now, and what to do."""
    when = f" for {moment_in_words(booked_for.astimezone(UK))}" if booked_for else ""
    why = f": {reason}" if reason else ""
    return (
        f"This is now “{status.label}{when}{why}”: it was changed on another page while you had this one open. "
        "What you typed stands below and is not saved. Save again to keep yours."
    )
