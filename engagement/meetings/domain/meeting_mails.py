"""The e-mail of a notice: its words, its link, and the calendar file that it carries, if any."""

from dataclasses import dataclass

from accounts.domain.portal_mail import PortalMail
from engagement.meetings.domain.calendar_files import REQUEST


@dataclass(frozen=True, slots=True)
class MeetingMail:
    words: PortalMail
    link: str
    calendar: str = ""
    method: str = REQUEST
