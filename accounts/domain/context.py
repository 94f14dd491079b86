"""Who is asking: the one active context of a person who is signed in."""

from dataclasses import dataclass
from uuid import UUID

from accounts.domain.roles import PROVIDER_ROLES, READS_RETURNS, RoleName

# Under which name a session keeps the role that was chosen.
CHOSEN_ROLE = "role"
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Context:
    """A person in one of their roles; the authority or the provider that the role is bound to, or None.

    ``has_others``: whether they hold other roles that they may change into.
    """

    person_id: UUID
    person_name: str
    role: RoleName
    authority_id: UUID | None = None
    provider_id: UUID | None = None
    label: str = ""
    has_others: bool = False

    @property
    def own_authority(self) -> UUID:
        """The authority that the role is bound to; of a role without one, an id that is nobody's."""
        return self.authority_id or NOBODY

    @property
    def is_provider(self) -> bool:
        return self.role in PROVIDER_ROLES

    @property
    def reads_returns(self) -> bool:
        return self.role in READS_RETURNS
