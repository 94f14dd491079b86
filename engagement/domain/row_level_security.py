"""The row-level security of this room as SQL conditions, said once for its migrations."""

from accounts.domain.roles import REACHES_PROVIDERS, TEAM_ROLES, RoleName
from accounts.domain.row_level_security import both, either, to_roles
from engagement.domain.owner_team import OwnerTeam

TEAM = to_roles(TEAM_ROLES, "authority_id")
COUNCIL = to_roles({RoleName.COMMISSIONER}, "authority_id")
# Whoever writes to providers and rings them: the team and the council's officers, in their own authority.
STAFF = to_roles(REACHES_PROVIDERS, "authority_id")
# Each side changes only what is its own; the column of a row says whose it is.
OWN_SIDE = either(both(TEAM, f"side = '{OwnerTeam.TEAM}'"), both(COUNCIL, f"side = '{OwnerTeam.COUNCIL}'"))
# The team reads all; the council its own, and what was shared with it.
SHARED_WITH = either(TEAM, both(COUNCIL, either(f"side = '{OwnerTeam.COUNCIL}'", "is_shared")))
