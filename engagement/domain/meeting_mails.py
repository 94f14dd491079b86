"""An e-mail about a meeting: its words, where its link leads, and the calendar file that it carries, if any."""

from dataclasses import dataclass

from engagement.domain.calendar_files import REQUEST
from submissions.domain.letters import Letter


@dataclass(frozen=True, slots=True)
class Mail:
    letter: Letter
    link: str
    calendar: str = ""
    method: str = REQUEST
