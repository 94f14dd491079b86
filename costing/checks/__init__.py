"""The catalogue of checks, by service, in the order in which they speak."""

from costing.checks import (
    arithmetic,
    care_home,
    care_home_costs,
    homecare_unit_errors,
    identity,
)
from costing.checks.case import Check
from costing.checks.homecare import ACTIVITY_CHECKS
from costing.checks.homecare_pay import PAY_CHECKS

CATALOGUE: dict[str, tuple[Check, ...]] = {
    "homecare": (*identity.CHECKS, arithmetic.cost_year_is_a_year, *ACTIVITY_CHECKS, *PAY_CHECKS),
    "care_home": (
        *identity.CHECKS,
        arithmetic.cost_year_is_a_year,
        *care_home.RESIDENT_CHECKS,
        *care_home_costs.COST_CHECKS,
    ),
}
SLIP_CHECKS: dict[str, tuple[Check, ...]] = {"homecare": homecare_unit_errors.SLIPS, "care_home": care_home_costs.SLIPS}
