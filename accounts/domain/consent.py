"""When a second administrator may consent to a role that another one gives."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

# So long is somebody whom an administrator has made one no second pair of eyes for that administrator.
NEWLY_APPOINTED = timedelta(days=7)
# One invites and another consents; with fewer nobody new could be appointed.
FEWEST_ADMINISTRATORS = 2


@dataclass(frozen=True, slots=True)
class SecondAdministrator:
    """Who is asked to consent, with who made them an administrator, and when."""

    person_id: UUID
    email: str
    appointed_by: UUID | None
    appointed_at: datetime


def why_not_consent(who: SecondAdministrator, *, invited_by: UUID | None, to: str, now: datetime) -> str:
    """Tell why this administrator cannot consent to the invitation of ``to``; blank if they can."""
    if who.person_id == invited_by:
        return "You have invited them. Another administrator has to consent."
    if who.email == to:
        return "This invitation is for you. Another administrator has to consent."
    if invited_by is not None and who.appointed_by == invited_by and now - who.appointed_at < NEWLY_APPOINTED:
        return (
            "Whoever invited them has made you an administrator within the last seven days. Another administrator has "
            "to consent."
        )
    return ""
