"""Predicates that say who may do what in the room of markets."""

from accounts.domain.context import Context
from accounts.domain.roles import READS_RETURNS, RoleName
from markets.models import FeeScenario

USES_FEE_LAB = READS_RETURNS | {RoleName.COMMISSIONER}


def can_use_fee_lab(context: Context | None) -> bool:
    """Tell whether the asker builds fees: the council's commissioners, and the independent team from the same inputs.

    Nobody starts from anything but typed figures and what was released.
    """
    return context is not None and context.authority_id is not None and context.role in USES_FEE_LAB


def can_change_scenario(context: Context | None, scenario: FeeScenario) -> bool:
    """Tell whether a scenario is the asker's to change: of their authority, and not frozen."""
    return (
        can_use_fee_lab(context)
        and context is not None
        and context.authority_id == scenario.authority_id
        and not scenario.is_frozen
    )
