"""The figures of one measure, exact or fit to print (R6, R7, R9, R10, R11, R12)."""

from decimal import Decimal

from reports.domain.ledger import Figures
from reports.domain.measures import ReleaseMeasure
from reports.domain.order_windows import (
    Window,
    fairly_held,
    median_window,
    quartile_window,
    window_mean,
)
from reports.domain.policy import Policy
from reports.domain.protected_table import HidingReason
from reports.domain.rounding import coverage, figure_to_print
from reports.domain.statistics import LOWER, UPPER, quantiles_of
from reports.domain.weighted_mean import weighted_mean


def exact_figures(measure: ReleaseMeasure) -> Figures | None:
    """Return inclusive quantiles with n, as the department's table asks for them; None without any value."""
    found = quantiles_of(member.value for member in measure.members)
    if found.median is None:
        return None
    return Figures(found.n, found.median, found.lower_quartile, found.upper_quartile, indicative=False)


def median_to_print(measure: ReleaseMeasure, policy: Policy) -> Decimal | HidingReason:
    return _quantile_to_print(measure, median_window(measure.n, policy), policy)


def quartiles_to_print(
    measure: ReleaseMeasure, median: Decimal, policy: Policy
) -> tuple[Decimal, Decimal] | HidingReason:
    """Return both quartiles or the reason for withholding them; they are never out of order."""
    if measure.n < policy.quartiles_min_returns or len(measure.owners) < policy.quartiles_min_owners:
        return HidingReason.FEW_FOR_QUARTILES
    lower = _quantile_to_print(measure, quartile_window(measure.n, LOWER, policy), policy)
    upper = _quantile_to_print(measure, quartile_window(measure.n, UPPER, policy), policy)
    if isinstance(lower, HidingReason):
        return lower
    if isinstance(upper, HidingReason):
        return upper
    return (lower, upper) if lower < median < upper else HidingReason.QUARTILES_OUT_OF_ORDER


def figures_around(
    measure: ReleaseMeasure, median: Decimal, quartiles: tuple[Decimal, Decimal] | None, policy: Policy
) -> Figures:
    lower, upper = quartiles or (None, None)
    return Figures(
        n=measure.n,
        median=median,
        lower_quartile=lower,
        upper_quartile=upper,
        indicative=measure.n < policy.full_from,
        weighted_mean=_weighted_to_print(measure, policy),
        coverage=_coverage(measure, policy),
    )


def _quantile_to_print(measure: ReleaseMeasure, window: Window, policy: Policy) -> Decimal | HidingReason:
    if not window.is_inside(measure.n) or not fairly_held(measure.members, window, policy):
        return HidingReason.WINDOW_HELD
    exact = window_mean(measure.members, window)
    rounds = policy.of_activity if measure.is_activity else policy
    printed = figure_to_print(exact, measure.n, measure.pennies, rounds, tries=policy.own_figure_tries)
    return HidingReason.OWN_FIGURE if printed is None else printed


def _weighted_to_print(measure: ReleaseMeasure, policy: Policy) -> Decimal | None:
    exact = weighted_mean(measure.members, policy)
    if exact is None:
        return None
    return figure_to_print(exact, measure.n, measure.pennies, policy, tries=policy.own_figure_tries)


def _coverage(measure: ReleaseMeasure, policy: Policy) -> Decimal | None:
    weight = sum((member.weight for member in measure.members), Decimal(0))
    return coverage(weight, measure.weight_in_scope, measure.n, policy)
