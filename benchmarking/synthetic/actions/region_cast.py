"""Who acts for the invented region."""

from dataclasses import dataclass
from uuid import UUID

from accounts.domain.context import Context


@dataclass(frozen=True)
class RegionCast:
    """Who acts: an analyst and an approver of the office, who sent for the councils, and two councils' commissioners.

    ``filler`` has begun the return of ``begun``; ``delegate`` approves for ``waits``, whose version waits for them.
    """

    analyst: Context
    approver: Context
    team_id: UUID
    filler: Context
    delegate: Context
    delegate_email: str
    begun: str = "Ashgrove"
    waits: str = "Gainsley"
