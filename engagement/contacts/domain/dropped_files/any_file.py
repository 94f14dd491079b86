"""Turn a dropped file's bytes into a draft, whatever its name says."""

from engagement.contacts.domain.dropped_files.calendar import read_invitation
from engagement.contacts.domain.dropped_files.draft import CannotUse, Dropped
from engagement.contacts.domain.dropped_files.mail import read_mail
from spreadsheets.tables.delimited_text import decoded

FILE_BYTES = 10 * 1024 * 1024
CALENDAR_BYTES = 1024 * 1024
_OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_dropped(data: bytes) -> Dropped:
    """Read a dropped file; raises CannotUse, in words."""
    if not data.strip():
        raise CannotUse("This file is empty.")
    if len(data) > FILE_BYTES:
        raise CannotUse("This file is too large. We can read up to 10 MB.")
    if data.startswith(_OUTLOOK):
        raise CannotUse("This is Outlook’s own format (.msg). Save the email as .eml and use that file.")
    if _is_calendar(data):
        if len(data) > CALENDAR_BYTES:
            raise CannotUse("This calendar is too large. Save the one appointment and use that file.")
        return read_invitation(decoded(data))
    return read_mail(data)


def _is_calendar(data: bytes) -> bool:
    """Tell whether a file is a calendar itself, and not an e-mail around one."""
    before, found, _ = decoded(data[:200]).upper().partition("BEGIN:VCALENDAR")
    return bool(found) and "CONTENT-TYPE" not in before
