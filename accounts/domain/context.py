"""The context of a request: a signed-in person in one of their roles."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.domain.roles import PROVIDER_ROLES, READS_RETURNS, RoleName

# Under which name a session keeps the role that was chosen.
CHOSEN_ROLE = "role"
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Context:
    """A person in one of their roles; the authority or the provider that the role is bound to, or None.

    ``has_others``: whether they hold other roles that they may change into. ``until``: when a role ends that was opened
    in an emergency; it changes nothing. ``with_visits``: whether a commissioner looks after the council's visits.
    """

    person_id: UUID
    person_name: str
    role: RoleName
    authority_id: UUID | None = None
    provider_id: UUID | None = None
    label: str = ""
    has_others: bool = False
    until: datetime | None = None
    with_visits: bool = False

    @property
    def own_authority(self) -> UUID:
        """Return the authority of the role; for a role without one, an id that no authority has."""
        return self.authority_id or NOBODY

    @property
    def is_provider(self) -> bool:
        return self.role in PROVIDER_ROLES

    @property
    def reads_returns(self) -> bool:
        return self.role in READS_RETURNS
