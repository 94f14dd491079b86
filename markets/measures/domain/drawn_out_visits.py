"""Visits drawn out to the planned end: the excess of lengths just at plan over what lies on both sides of it."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from markets.measures.domain.figures import ShareOfVisits
from markets.measures.domain.visit_set import VisitSet
from markets.visits.domain.attendance import MINUTE

AT_PLAN = 2 * MINUTE
BESIDE_FROM, BESIDE_TO = 3 * MINUTE, 7 * MINUTE
FEWEST_A_CELL = 15
Cell = tuple[Fraction, Fraction, int]


def stretched(visits: VisitSet) -> ShareOfVisits | None:
    """Return drawn-out visits of those that could have been shorter, over the lengths of each provider.

    Electronic logs alone; a cell of one provider and one planned length needs 15. None where no cell has as many.
    """
    cells: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for row in visits.done_with_plan:
        if not row.by_hand:
            cells[(row.provider, row.planned_seconds or 0)].append(
                (row.actual_seconds or 0) - (row.planned_seconds or 0)
            )
    found = [drawn_out(beyond) for beyond in cells.values() if len(beyond) >= FEWEST_A_CELL]
    if not found:
        return None
    excess, could, n = (sum(part, start=Fraction()) for part in zip(*found, strict=True))
    return ShareOfVisits(excess, could, int(n))


def drawn_out(beyond_plan: Iterable[int]) -> Cell:
    """Return drawn-out visits, those that could have been shorter, and how many there are, of one planned length.

    ``beyond_plan`` are seconds delivered less planned. Had nobody stayed, as many would lie within two minutes of the
    plan as on average in the windows of three to seven minutes on both sides; half of these end before the plan.
    """
    at = before = after = shorter = n = 0
    for beyond in beyond_plan:
        n += 1
        if -AT_PLAN <= beyond <= AT_PLAN:
            at += 1
            continue
        before += -BESIDE_TO <= beyond <= -BESIDE_FROM
        after += BESIDE_FROM <= beyond <= BESIDE_TO
        shorter += beyond < -AT_PLAN
    smooth = Fraction(before + after, 2)
    excess = max(Fraction(), at - smooth)
    return excess, excess + shorter + smooth / 2, n
