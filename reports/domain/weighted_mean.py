"""R8: the mean weighted by hours or beds, off unless the policy switches it on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from reports.domain.members import Member
from reports.domain.policy import Policy


def weighted_mean(members: Sequence[Member], policy: Policy) -> Fraction | None:
    """Return Σ weight·value / Σ weight; None if it may not be published.

    It touches the extremes, so it asks for more: 10 returns, no owner above half the weight, no two above three
    quarters, and the p % rule on weight and on cost, by which the second largest owner cannot come nearer than
    p % to the largest.
    """
    if not policy.weighted_means or len(members) < policy.weighted_min_returns:
        return None
    weight = _by_owner((member.owner, Fraction(member.weight)) for member in members)
    cost = _by_owner((member.owner, Fraction(member.weight) * Fraction(member.value)) for member in members)
    if not _is_well_spread(weight, policy):
        return None
    if not all(_holds_p_percent(shares, Fraction(policy.weighted_p_percent)) for shares in (weight, cost)):
        return None
    return _total(cost) / _total(weight)


def _by_owner(parts: Iterable[tuple[str, Fraction]]) -> list[Fraction]:
    """Return what each owner has, the largest first."""
    owners: dict[str, Fraction] = defaultdict(Fraction)
    for owner, part in parts:
        owners[owner] += part
    return sorted(owners.values(), reverse=True)


def _is_well_spread(weight: Sequence[Fraction], policy: Policy) -> bool:
    total = _total(weight)
    return (
        total > 0
        and weight[0] <= total * Fraction(policy.weighted_max_largest_owner)
        and _total(weight[:2]) <= total * Fraction(policy.weighted_max_two_largest)
    )


def _holds_p_percent(shares: Sequence[Fraction], p: Fraction) -> bool:
    """Tell whether what is left without the two largest is at least p % of the largest."""
    return _total(shares[2:]) >= p * shares[0]


def _total(shares: Sequence[Fraction]) -> Fraction:
    return sum(shares, Fraction(0))
