"""Which roles exclude each other: the team that reads returns is of no provider, and not of the council that it serves.

The database holds the same as two exclusion constraints on roles (migration 0004).
"""

from collections.abc import Iterable
from uuid import UUID

from accounts.domain.roles import COUNCIL_ROLES, PROVIDER_ROLES, TEAM_ROLES, RoleName

# What to say after “You” or “They”.
TEAM_AND_COUNCIL = (
    "cannot work for the independent team and for the council of the same authority: whoever sees providers’ returns "
    "must not be of the council that pays them. One role has to end before the other begins."
)
TEAM_AND_PROVIDER = (
    "cannot work for the independent team and for a provider: whoever sees other providers’ returns must not be of "
    "one. One role has to end before the other begins."
)

# A role that somebody holds: its name, and its authority if it has one.
Held = tuple[RoleName, UUID | None]


def why_not_both(held: Iterable[Held], name: RoleName, authority_id: UUID | None) -> str:
    """Tell why somebody who holds these roles cannot have one more, to follow “they”; blank if they can."""
    return next(filter(None, (_why_not(each, (name, authority_id)) for each in held)), "")


def _why_not(one: Held, other: Held) -> str:
    names, authorities = {one[0], other[0]}, {one[1], other[1]}
    if not names & TEAM_ROLES:
        return ""
    if names & PROVIDER_ROLES:
        return TEAM_AND_PROVIDER
    return TEAM_AND_COUNCIL if names & COUNCIL_ROLES and len(authorities) == 1 else ""
