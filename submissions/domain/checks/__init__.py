"""The catalogue of checks, by service, in the order in which they speak."""

from submissions.domain.checks import arithmetic, identity, slips
from submissions.domain.checks.case import Check
from submissions.domain.checks.homecare import ACTIVITY_CHECKS
from submissions.domain.checks.homecare_pay import PAY_CHECKS

CATALOGUE: dict[str, tuple[Check, ...]] = {
    "homecare": (*identity.CHECKS, arithmetic.cost_year_is_a_year, *ACTIVITY_CHECKS, *PAY_CHECKS),
}
SLIP_CHECKS: dict[str, tuple[Check, ...]] = {"homecare": slips.CHECKS}
