"""The rules that look at one cohort alone, each a function that is true if the rule hides the cell.

What protects: a figure of few owners, or one owner's market, could be solved by those in it; and where all figures
lie within a hundredth, any mean of them is everybody's own. Owners count, not returns: ten homes of one owner know
ten figures and are one.
"""

from collections import Counter
from collections.abc import Callable

from reports.domain.measures import ReleaseMeasure
from reports.domain.policy import Policy
from reports.domain.protected_table import HidingReason

Rule = Callable[[ReleaseMeasure, Policy], bool]


def too_few_owners(measure: ReleaseMeasure, policy: Policy) -> bool:
    """R1: tell whether the measure has too few owners."""
    return len(measure.owners) < policy.min_owners


def one_owner_dominates(measure: ReleaseMeasure, policy: Policy) -> bool:
    """R2: tell whether too few returns are outside the largest owner."""
    if len(measure.owners) == measure.n:
        return measure.n - 1 < policy.min_returns_outside_largest_owner
    largest = max(Counter([member.owner for member in measure.members]).values())
    return measure.n - largest < policy.min_returns_outside_largest_owner


def too_little_spread(measure: ReleaseMeasure, policy: Policy) -> bool:
    """R3: tell whether (max − min) / median is too small; around a median of 0 it is infinite, unless all are 0."""
    members, n = measure.members, measure.n
    if not members:
        return True
    spread = members[-1].value - members[0].value
    median = (members[(n - 1) // 2].value + members[n // 2].value) / 2
    return spread == 0 or spread < median * policy.min_spread


def too_few_above_zero(measure: ReleaseMeasure, policy: Policy) -> bool:
    """Tell whether too few figures are above zero: a line that most do not have is the figure of the few who do."""
    owners: set[str] = set()
    for member in reversed(measure.members):
        if member.value <= 0:
            return True
        owners.add(member.owner)
        if len(owners) >= policy.min_owners:
            return False
    return True


# In the order of the policy: the first that bites decides the cell.
COHORT_RULES: tuple[tuple[HidingReason, Rule], ...] = (
    (HidingReason.FEW_OWNERS, too_few_owners),
    (HidingReason.ONE_OWNER_DOMINATES, one_owner_dominates),
    (HidingReason.LITTLE_SPREAD, too_little_spread),
    (HidingReason.FEW_ABOVE_ZERO, too_few_above_zero),
)


def first_to_bite(measure: ReleaseMeasure, policy: Policy) -> HidingReason | None:
    return next((reason for reason, bites in COHORT_RULES if bites(measure, policy)), None)
