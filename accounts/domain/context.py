"""Who is asking: the one active context of a person who is signed in."""

from dataclasses import dataclass
from uuid import UUID

from accounts.domain.roles import PROVIDER_ROLES, READS_RETURNS, RoleName

# Under which name a session keeps the role that was chosen.
CHOSEN_ROLE = "role"


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
    def is_provider(self) -> bool:
        return self.role in PROVIDER_ROLES

    @property
    def reads_returns(self) -> bool:
        return self.role in READS_RETURNS
