"""Whose work it is: the independent team's, or the council's own."""

from enum import StrEnum

from accounts.domain.context import Context
from accounts.domain.roles import REACHES_PROVIDERS, TEAM_ROLES, RoleName


class Side(StrEnum):
    TEAM = "team"
    COUNCIL = "council"

    @property
    def label(self) -> str:
        return {Side.TEAM: "Independent team", Side.COUNCIL: "Council"}[self]

    @property
    def roles(self) -> frozenset[RoleName]:
        return TEAM_ROLES if self == Side.TEAM else REACHES_PROVIDERS - TEAM_ROLES


def side_of(context: Context) -> Side:
    """Of whoever reaches providers; what is not expressly the team's is the council's, which sees less."""
    return Side.TEAM if context.role in TEAM_ROLES else Side.COUNCIL
