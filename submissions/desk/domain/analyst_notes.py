"""Notes between analysts: how long they are, and until when their author may take one back."""

from datetime import date
from uuid import UUID

LONGEST = 1000
TOO_LATE = "A note can be taken back by who wrote it, until the end of the day."


def may_take_back(author: UUID, asker: UUID, written_on: date, today: date) -> bool:
    return author == asker and written_on == today
