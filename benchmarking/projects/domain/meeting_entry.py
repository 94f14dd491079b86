"""A meeting of a project group as an entry of a calendar."""

from datetime import datetime
from typing import Any

from engagement.meetings.domain.calendar_files import CANCEL, REQUEST, Appointment, calendar_file


def mark_of_invitation(invited_at: datetime | None) -> str:
    """Return what tells one invitation of a group from the next, for a page to send back; "" before the first."""
    return "" if invited_at is None else invited_at.isoformat()


def meeting_entry(
    meeting: Any, *, host: str, round_name: str, organiser: tuple[str, str], attendees: tuple[tuple[str, str], ...],
    stamped_at: datetime,
) -> str:  # fmt: skip
    """Return the calendar file; each change of a meeting moves the entry, and a meeting that is off takes it out."""
    return calendar_file(
        Appointment(
            uid=f"{meeting.id}@{host}", sequence=meeting.edition, title=f"{round_name}: {meeting.title}",
            words=meeting.agenda, place=meeting.place, starts_at=meeting.starts_at, ends_at=meeting.ends_at,
            organiser=organiser, attendees=attendees, stamped_at=stamped_at,
        ),
        CANCEL if meeting.is_off else REQUEST,
    )  # fmt: skip
