"""Survival by Kaplan–Meier: how long something lasts where some of it has not ended yet, exact."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

# Days until it ended, or until we stopped looking; and whether it ended.
Spell = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """The share that still lasts after each day on which some ended; ``n`` spells of which ``ended`` were seen to."""

    steps: tuple[tuple[int, Fraction], ...]
    n: int
    ended: int

    def lasts(self, day: int) -> Fraction:
        """Return the share that lasts longer than so many days."""
        share = Fraction(1)
        for moment, after in self.steps:
            if moment > day:
                break
            share = after
        return share

    def when_left(self, share: Fraction) -> int | None:
        """Return the first day after which at most this share lasts; None where it is never seen to fall so far."""
        return next((day for day, after in self.steps if after <= share), None)

    @property
    def median(self) -> int | None:
        return self.when_left(Fraction(1, 2))


def kaplan_meier(spells: Iterable[Spell], entered: Iterable[int] = ()) -> SurvivalCurve:
    """Return the curve; whoever is censored on a day still counts on it.

    ``entered`` are the days of its spell on which each came into view, none before which it could have been missed:
    what began before a period is at risk from the period's first day on alone.
    """
    found = list(spells)
    entries = list(entered) or [0] * len(found)
    ends = Counter(days for days, ended in found if ended)
    leaves, comes = Counter(days for days, _ in found), Counter(entries)
    share, at_risk, steps = Fraction(1), 0, []
    waiting, gone = sorted(comes), sorted(leaves)
    coming = going = 0
    for day in sorted(ends):
        # At risk on a day is who came before it and has not left before it.
        while coming < len(waiting) and waiting[coming] < max(day, 1):
            at_risk += comes[waiting[coming]]
            coming += 1
        while going < len(gone) and gone[going] < day:
            at_risk -= leaves[gone[going]]
            going += 1
        if at_risk > 0:
            share *= 1 - Fraction(min(ends[day], at_risk), at_risk)
            steps.append((day, share))
    return SurvivalCurve(tuple(steps), len(found), sum(ends.values()))
