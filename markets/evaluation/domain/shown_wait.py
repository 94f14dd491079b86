"""A wait of a look as a page shows it: its sentence, its row, and how many still wait after so many days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costing.figure_words import percent
from markets.evaluation.domain.evaluation_terms import JudgedMeasure
from markets.evaluation.domain.offer_waits import spells_in
from markets.evaluation.domain.shown_measure import chance_words, verdict_words
from markets.evaluation.domain.waits_compared import WaitChange
from markets.measures.domain.survival import Spell, kaplan_meier
from markets.profiles.domain.measure_words import UNKNOWN

# Days after which a page says how many still wait.
AFTER_DAYS = (1, 3, 7, 14, 28)
NOT_REACHED = "not reached"
# Beyond this a ratio says no more than that it is large.
MOST_TIMES = 100


@dataclass(frozen=True, slots=True)
class StillWaiting:
    """The shares of both periods that still wait after so many days; None where nothing is known."""

    days: int
    before: float | None
    after: float | None

    @property
    def label(self) -> str:
        return f"{self.days} day{'s' if self.days > 1 else ''}"

    @property
    def before_words(self) -> str:
        return UNKNOWN if self.before is None else percent(Decimal(repr(self.before)))

    @property
    def after_words(self) -> str:
        return UNKNOWN if self.after is None else percent(Decimal(repr(self.after)))


@dataclass(frozen=True)
class ShownWaitChange:
    """``spells`` are the waits before and after; ``why`` says why there is no change to tell."""

    measure: JudgedMeasure
    change: WaitChange | None
    spells: tuple[Sequence[Spell], Sequence[Spell]]
    why: str = ""

    @property
    def is_of_waits(self) -> bool:
        return True

    @property
    def is_called(self) -> bool:
        return self.change is not None and self.change.is_called

    @property
    def before(self) -> str:
        return _median(self.spells[0])

    @property
    def after(self) -> str:
        return _median(self.spells[1])

    @property
    def difference(self) -> str:
        return times(self.change.ratio) if self.change else UNKNOWN

    @property
    def interval(self) -> str:
        return f"{times(self.change.low)} to {times(self.change.high)}" if self.change else UNKNOWN

    @property
    def chance(self) -> str:
        return chance_words(self.change.holm) if self.change else UNKNOWN

    @property
    def verdict(self) -> str:
        return verdict_words(self.change)

    @property
    def steps(self) -> list[StillWaiting]:
        """Return how many still wait, where either period has any."""
        curves = [kaplan_meier(period) if period else None for period in self.spells]
        if not any(curves):
            return []
        shares = [[None if curve is None else float(curve.lasts(day)) for curve in curves] for day in AFTER_DAYS]
        return [StillWaiting(day, before, after) for day, (before, after) in zip(AFTER_DAYS, shares, strict=True)]

    @property
    def counts(self) -> str:
        return f"{len(self.spells[0]):,} packages offered before, {len(self.spells[1]):,} after"

    @property
    def says(self) -> str:
        """Return what the look says of the wait in one sentence."""
        if self.change is None:
            return f"{self.measure.label}: nothing is said of it, as {self.why or 'nobody’s wait has ended'}."
        ends = "" if self.is_called else ", which is no more than waits differ by themselves"
        return (
            f"{self.measure.label}: {_half(self.spells[1])}; before the change {self.half_before}. On any day of "
            f"waiting a first visit is {self.difference} as likely as before (95 % interval {self.interval}){ends}."
        )

    @property
    def half_before(self) -> str:
        return _half(self.spells[0])


def shown_wait(
    measure: JudgedMeasure, baseline: Mapping[str, Any], look: Mapping[str, Any] | None, change: WaitChange | None
) -> ShownWaitChange:
    spells = [spells_in(document or {}).get(measure.key, ()) for document in (baseline, look)]
    reasons = [(document or {}).get("why", {}).get(measure.key, "") for document in (baseline, look)]
    sides = [f"{words} ({side})" for words, side in zip(reasons, ("before", "after"), strict=True) if words]
    return ShownWaitChange(measure, change, (spells[0], spells[1]), " and ".join(sides))


def _median(spells: Sequence[Spell]) -> str:
    if not spells:
        return UNKNOWN
    middle = kaplan_meier(spells).median
    return NOT_REACHED if middle is None else f"{middle} day{'s' if middle != 1 else ''}"


def _half(spells: Sequence[Spell]) -> str:
    """Return within which time half had a first visit."""
    words = _median(spells)
    return "over half still wait" if words == NOT_REACHED else f"half have a first visit within {words}"


def times(ratio: float) -> str:
    """Return a ratio as “1.8 times”."""
    if ratio > MOST_TIMES:
        return "many times"
    return f"{ratio:.2f} times" if ratio < 1 else f"{ratio:.1f} times"
