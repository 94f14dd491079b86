"""R9, R10 and R12: rounding to steps that a person can read, and away from everybody's own figure.

What protects: the step leaves room for many pennies, so that knowing a rounded mean and some of its figures does
not give the last of them; and a figure that happens to be somebody's, to the penny, is never printed. Only somebody
who knows the exact mean, and so every figure in it, can see that a figure is not its nearest multiple.
"""

from collections.abc import Iterator, Set
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import count, islice

from reports.domain.policy import Policy
from reports.domain.statistics import EXACT


def step_for(figure: Fraction, n: int, policy: Policy) -> Decimal:
    """Return the 1-2-5 number nearest in ratio to 0.5 % of the figure (1 % below 10 returns), in £, at least £0.01.

    Nearest in ratio: of two neighbours a < b, b is the nearer one from √(a·b) on.
    """
    share = policy.rounding_share if n >= policy.full_from else policy.rounding_share_indicative
    wanted = figure * Fraction(share)
    step, following = policy.smallest_step, _next_step(policy.smallest_step)
    while wanted * wanted >= Fraction(step) * Fraction(following):
        step, following = following, _next_step(following)
    return step


def figure_to_print(exact: Fraction, n: int, pennies: Set[Decimal], policy: Policy, *, tries: int) -> Decimal | None:
    """Return the first of the multiples nearest to ``exact`` that is nobody's own figure; None after ``tries``."""
    step = step_for(exact, n, policy)
    nearest = islice(_nearest_first(exact, step), tries)
    return next((figure for figure in nearest if not _is_somebodys(figure, step, pennies, policy)), None)


def _nearest_first(exact: Fraction, step: Decimal) -> Iterator[Decimal]:
    """Yield the multiples of ``step`` outwards from ``exact``, which is 0 or more.

    A tie goes up (half up), and so does the move away from an exact multiple.
    """
    steps = exact / Fraction(step)
    nearest = int(steps + Fraction(1, 2))
    towards = 1 if nearest <= steps else -1
    for distance in count():
        for multiple in (nearest + towards * distance, nearest - towards * distance)[: 2 if distance else 1]:
            if multiple >= 0:
                yield multiple * step


def coverage(received: Decimal, in_scope: Decimal | None, number_received: int, policy: Policy) -> Decimal | None:
    """Return the share of the hours or beds in scope that was received, whichever returns were used; None if unknown.

    It is between 0 and 1, to the nearest 5 %, to the nearest 10 % below 20 returns received; a tie goes up.
    """
    if in_scope is None or in_scope <= 0:
        return None
    step = policy.coverage_step if number_received >= policy.coverage_full_from else policy.coverage_step_few
    with localcontext(EXACT):
        steps = (received / in_scope / step).to_integral_value(ROUND_HALF_UP)
        return max(Decimal(0), min(Decimal(1), steps * step))


def _is_somebodys(figure: Decimal, step: Decimal, pennies: Set[Decimal], policy: Policy) -> bool:
    """Tell whether a figure is somebody's own.

    Small figures in small steps match by chance, and the window protects them.
    """
    telling = figure >= policy.own_figure_from or step > policy.own_figure_step_above
    return telling and figure in pennies


def _next_step(step: Decimal) -> Decimal:
    """Return the next step: 0.01 → 0.02 → 0.05 → 0.1 …"""
    return step * (Decimal("2.5") if step.normalize().as_tuple().digits == (2,) else 2)
