"""The rules that look at one cohort alone, each a function that is true if the rule hides the cell.

What protects: a figure of few owners, or one owner's market, could be solved by those in it; and where all figures
lie within a hundredth, any mean of them is everybody's own. Owners count, not returns: ten homes of one owner know
ten figures and are one.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable

from costing.form import LineKind
from reports.domain.measures import ReleaseMeasure
from reports.domain.policy import Policy
from reports.domain.protected_table import HidingReason

Rule = Callable[[ReleaseMeasure, Policy], bool]


def too_few_owners(measure: ReleaseMeasure, policy: Policy) -> bool:
    """R1: tell whether the measure has too few owners."""
    return len(measure.owners) < policy.min_owners


def one_owner_dominates(measure: ReleaseMeasure, policy: Policy) -> bool:
    """R2: tell whether too few returns are outside the largest owner."""
    if len(measure.owners) > policy.min_returns_outside_largest_owner:
        return False  # each of the others has one at least
    if not measure.members:
        return True
    largest = max(Counter(measure.members.owners_between(0, measure.n)).values())
    return measure.n - largest < policy.min_returns_outside_largest_owner


def too_little_spread(measure: ReleaseMeasure, policy: Policy) -> bool:
    """R3: tell whether (max − min) / median is too small; around a median of 0 it is infinite, unless all are 0."""
    values, n = measure.members.values, measure.n
    if not values:
        return True
    spread = values[-1] - values[0]
    median = (values[(n - 1) // 2] + values[n // 2]) / 2
    return spread == 0 or spread < median * policy.min_spread


def too_few_above_zero(measure: ReleaseMeasure, policy: Policy) -> bool:
    """Tell whether too few figures are above zero: a line that most do not have is the figure of the few who do."""
    members, n = measure.members, measure.n
    if n and members.values[0] > 0:
        return too_few_owners(measure, policy)
    first = bisect_right(members.values, 0)
    # The largest are of enough owners nearly always.
    few = max(first, n - 2 * policy.min_owners)
    return (
        len(set(members.owners_between(few, n))) < policy.min_owners
        and len(set(members.owners_between(first, n))) < policy.min_owners
    )


def too_few_beside_total(measure: ReleaseMeasure, policy: Policy) -> bool:
    """Tell whether a line, subtotal, visit or other figure beside the total is of too few returns.

    Of five returns a window has three, so that two of them nearly have the third; lines that go with the total are
    finer roundings of it, and give it away (docs/decisions/0052-five-returns-show-totals.md).
    """
    return measure.kind != LineKind.TOTAL and measure.n < policy.beside_totals_from


# In the order of the policy: the first that bites decides the cell.
COHORT_RULES: tuple[tuple[HidingReason, Rule], ...] = (
    (HidingReason.FEW_OWNERS, too_few_owners),
    (HidingReason.ONE_OWNER_DOMINATES, one_owner_dominates),
    (HidingReason.LITTLE_SPREAD, too_little_spread),
    (HidingReason.FEW_ABOVE_ZERO, too_few_above_zero),
    (HidingReason.FEW_BESIDE_TOTAL, too_few_beside_total),
)


def first_to_bite(measure: ReleaseMeasure, policy: Policy) -> HidingReason | None:
    for reason, bites in COHORT_RULES:
        if bites(measure, policy):
            return reason
    return None
