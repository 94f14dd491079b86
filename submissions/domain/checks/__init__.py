"""The catalogue of checks, by service, in the order in which they speak."""

from submissions.domain.checks import arithmetic, care_home, care_home_costs, homecare_slips, identity
from submissions.domain.checks.case import Check
from submissions.domain.checks.homecare import ACTIVITY_CHECKS
from submissions.domain.checks.homecare_pay import PAY_CHECKS

CATALOGUE: dict[str, tuple[Check, ...]] = {
    "homecare": (*identity.CHECKS, arithmetic.cost_year_is_a_year, *ACTIVITY_CHECKS, *PAY_CHECKS),
    "care_home": (
        *identity.CHECKS,
        arithmetic.cost_year_is_a_year,
        *care_home.RESIDENT_CHECKS,
        *care_home_costs.COST_CHECKS,
    ),
}
SLIP_CHECKS: dict[str, tuple[Check, ...]] = {"homecare": homecare_slips.SLIPS, "care_home": care_home_costs.SLIPS}
