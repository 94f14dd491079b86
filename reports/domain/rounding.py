"""R9, R10 and R12: rounding to steps that a person can read, and away from everybody's own figure.

What protects: the step leaves room for many pennies, so that knowing a rounded mean and some of its figures does
not give the last of them; and a figure that happens to be somebody's, to the penny, is not printed where that would
tell something. Only somebody who knows the exact mean, and so every figure in it, can see that a figure is not its
nearest multiple. Steps are counted in the smallest one, as whole numbers: it is quicker, and as exact.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import count, islice, pairwise

from reports.domain.exact_ratio import AnyRatio
from reports.domain.policy import Policy
from reports.domain.statistics import EXACT

# The steps in smallest ones, far beyond any figure, and the squares of where the next one is nearer.
_STEPS: tuple[int, ...] = tuple(digit * 10**power for power in range(30) for digit in (1, 2, 5))
_BORDERS: tuple[int, ...] = tuple(step * following for step, following in pairwise(_STEPS))

# Tells of a figure and its step whether the figure is somebody's own.
IsOwn = Callable[[Decimal, Decimal], bool]


def step_for(figure: AnyRatio, n: int, policy: Policy) -> Decimal:
    """Return the 1-2-5 number nearest in ratio to 0.5 % of the figure (1 % below 10 returns), in £, at least £0.01.

    Nearest in ratio: of two neighbours a < b, b is the nearer one from √(a·b) on.
    """
    return _smallest_steps(figure, n, policy) * policy.smallest_step


def figure_to_print(exact: AnyRatio, n: int, is_own: IsOwn, policy: Policy) -> Decimal | None:
    """Return the first of the multiples nearest to ``exact`` that is nobody's own figure; None after all tries."""
    smallest_steps, (above, below) = _smallest_steps(exact, n, policy), policy.smallest_step_as_ratio
    step = smallest_steps * policy.smallest_step
    numerator, denominator = exact.numerator * below, exact.denominator * smallest_steps * above
    figure = _nearest(numerator, denominator) * step
    if not _is_telling(figure, step, policy):
        return figure
    for multiple in islice(_nearest_first(numerator, denominator), policy.own_figure_tries):
        figure = multiple * step
        if not (_is_telling(figure, step, policy) and is_own(figure, step)):
            return figure
    return None


def nearest_multiple(figure: Decimal, step: Decimal) -> Decimal:
    """Return the multiple of the step nearest to the figure; a tie goes up."""
    with localcontext(EXACT):
        return (figure / step).to_integral_value(ROUND_HALF_UP) * step


def nearest_fraction(figure: Fraction, step: Decimal) -> Decimal:
    """Return the same of a fraction, which need be no Decimal."""
    in_steps = figure / Fraction(step)
    return _nearest(in_steps.numerator, in_steps.denominator) * step


def coverage(received: Decimal, in_scope: Decimal | None, number_received: int, policy: Policy) -> Decimal | None:
    """Return the share of the hours or beds in scope that was received, whichever returns were used; None if unknown.

    It is between 0 and 1, to the nearest 5 %, to the nearest 10 % below 20 returns received; a tie goes up.
    """
    if in_scope is None or in_scope <= 0:
        return None
    step = policy.coverage_step if number_received >= policy.coverage_full_from else policy.coverage_step_few
    with localcontext(EXACT):
        return max(Decimal(0), min(Decimal(1), nearest_multiple(received / in_scope, step)))


def _smallest_steps(figure: AnyRatio, n: int, policy: Policy) -> int:
    """Return how many smallest steps the step has: 1, 2, 5, 10 …"""
    above, below = policy.share_of_figure_as_ratio if n >= policy.full_from else policy.share_of_indicative_as_ratio
    wanted, one = figure.numerator * above, figure.denominator * below
    return _STEPS[bisect_right(_BORDERS, wanted * wanted // (one * one))]


def _nearest(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def _nearest_first(numerator: int, denominator: int) -> Iterator[int]:
    """Yield whole numbers outwards from numerator / denominator, which is 0 or more.

    A tie goes up (half up), and so does the move away from a whole number.
    """
    nearest = _nearest(numerator, denominator)
    towards = 1 if nearest * denominator <= numerator else -1
    yield nearest
    for distance in count(1):
        yield from (n for n in (nearest + towards * distance, nearest - towards * distance) if n >= 0)


def _is_telling(figure: Decimal, step: Decimal, policy: Policy) -> bool:
    """Tell whether a match with somebody's figure would tell something: small figures in small steps match by chance.

    Those are protected by the window.
    """
    return step > policy.own_figure_step_above or figure >= policy.own_figure_from
