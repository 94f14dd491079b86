"""The figures of one measure, exact or fit to print (R6, R7, R9, R10, R11)."""

from decimal import Decimal
from functools import partial

from reports.domain.exact_ratio import AnyRatio
from reports.domain.fair_windows import fair_median_window, fairly_held
from reports.domain.ledger import Figures
from reports.domain.measures import ReleaseMeasure
from reports.domain.members import Members
from reports.domain.order_windows import (
    Window,
    quartile_window,
    window_mean,
)
from reports.domain.own_figures import is_own_figure
from reports.domain.policy import Policy
from reports.domain.protected_table import HidingReason
from reports.domain.rounding import figure_to_print
from reports.domain.statistics import LOWER, UPPER, quantiles_of
from reports.domain.weighted_mean import weighted_mean


def exact_figures(measure: ReleaseMeasure) -> Figures | None:
    """Return inclusive quantiles with n, as the department's table asks for them; None without any value."""
    found = quantiles_of(measure.members.values)
    if found.median is None:
        return None
    return Figures(found.n, found.median, found.lower_quartile, found.upper_quartile, indicative=False)


def median_to_print(measure: ReleaseMeasure, policy: Policy) -> Decimal | HidingReason:
    return _quantile_to_print(measure, fair_median_window(measure.members, policy), policy)


def quartiles_to_print(
    measure: ReleaseMeasure, median: Decimal, policy: Policy
) -> tuple[Decimal, Decimal] | HidingReason:
    """Return both quartiles or the reason for withholding them; they are never out of order."""
    if measure.n < policy.quartiles_min_returns or len(measure.owners) < policy.quartiles_min_owners:
        return HidingReason.FEW_FOR_QUARTILES
    lower = _quantile_to_print(measure, _fair_quartile_window(measure.members, LOWER, policy), policy)
    if isinstance(lower, HidingReason):
        return lower
    upper = _quantile_to_print(measure, _fair_quartile_window(measure.members, UPPER, policy), policy)
    if isinstance(upper, HidingReason):
        return upper
    return (lower, upper) if lower < median < upper else HidingReason.QUARTILES_OUT_OF_ORDER


def figures_around(
    measure: ReleaseMeasure, median: Decimal, quartiles: tuple[Decimal, Decimal] | None, policy: Policy
) -> Figures:
    lower, upper = quartiles or (None, None)
    n = measure.n
    return Figures(n, median, lower, upper, n < policy.full_from, _weighted_to_print(measure, policy))


def _fair_quartile_window(members: Members, p: Decimal, policy: Policy) -> Window | None:
    """Return the window of the quartile unless it is unfairly held: a wider one would reach into the median's."""
    n = len(members.values)
    window = quartile_window(n, p, policy)
    return window if window.is_inside(n) and fairly_held(members, window, policy) else None


def _quantile_to_print(measure: ReleaseMeasure, window: Window | None, policy: Policy) -> Decimal | HidingReason:
    """Return the rounded mean of the window; one of £0.00 would say that all who stand lower have £0.00 as well."""
    if window is None:
        return HidingReason.WINDOW_HELD
    printed = _rounded(window_mean(measure.members, window), measure, policy)
    if printed is None:
        return HidingReason.OWN_FIGURE
    return printed if printed else HidingReason.ZERO


def _weighted_to_print(measure: ReleaseMeasure, policy: Policy) -> Decimal | None:
    exact = weighted_mean(measure.members, policy)
    return None if exact is None else _rounded(exact, measure, policy) or None


def _rounded(exact: AnyRatio, measure: ReleaseMeasure, policy: Policy) -> Decimal | None:
    """Return the figure rounded and off the figures of the cell's own returns and of everyone's on the line."""
    rounds = policy.of_activity if measure.is_activity else policy
    return figure_to_print(exact, measure.n, partial(_is_own, measure, policy), rounds)


def _is_own(measure: ReleaseMeasure, policy: Policy, figure: Decimal, step: Decimal) -> bool:
    own, everyone = measure.members, measure.everyone
    alone = is_own_figure(figure, step, own, policy)
    return alone or (everyone is not own and is_own_figure(figure, step, everyone, policy))
