"""The side that owns some work: the independent team, or the council."""

from enum import StrEnum

from accounts.domain.context import Context
from accounts.domain.roles import REACHES_PROVIDERS, TEAM_ROLES, RoleName


class OwnerTeam(StrEnum):
    TEAM = "team"
    COUNCIL = "council"

    @property
    def label(self) -> str:
        return {OwnerTeam.TEAM: "Independent team", OwnerTeam.COUNCIL: "Council"}[self]

    @property
    def roles(self) -> frozenset[RoleName]:
        return TEAM_ROLES if self == OwnerTeam.TEAM else REACHES_PROVIDERS - TEAM_ROLES


def side_of(context: Context) -> OwnerTeam:
    """Return the side of somebody who contacts providers.

    Whoever is not of the team is the council's, which sees less.
    """
    return OwnerTeam.TEAM if context.role in TEAM_ROLES else OwnerTeam.COUNCIL
