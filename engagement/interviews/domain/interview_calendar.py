"""An interview that is booked, as an entry of a calendar."""

from datetime import datetime, timedelta

from engagement.meetings.domain.calendar_files import Appointment, calendar_file

MINUTES = 60


def interview_entry(
    *, uid: str, title: str, starts_at: datetime, organiser: tuple[str, str], attendees: tuple[tuple[str, str], ...],
    stamped_at: datetime,
) -> str:  # fmt: skip
    """Return the calendar file; one that is taken later moves the appointment of an earlier one."""
    return calendar_file(
        Appointment(
            uid=uid, sequence=int(stamped_at.timestamp()) // 60, title=title, words="", place="", starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=MINUTES), organiser=organiser, attendees=attendees,
            stamped_at=stamped_at,
        )
    )  # fmt: skip
