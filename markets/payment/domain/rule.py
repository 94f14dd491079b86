"""A payment rule: how planned and delivered time become paid time, as data (MARKETS.md §3.1)."""

from dataclasses import dataclass
from enum import StrEnum

MINUTE = 60
DAY = 1440 * MINUTE


class PaidBasis(StrEnum):
    """What is paid for: the planned length, what was delivered, or that between its rounded ends."""

    PLANNED = "planned"
    ACTUAL = "actual"
    ACTUAL_ENDS = "actual_ends"


class Precision(StrEnum):
    """Whether delivered time counts to the second, or down to the whole minute."""

    SECOND = "second"
    MINUTE_DOWN = "minute_down"


class Rounding(StrEnum):
    NONE = "none"
    NEAREST = "nearest"
    UP = "up"
    DOWN = "down"
    UP_AFTER_GRACE = "up_after_grace"


class ToleranceUnit(StrEnum):
    MINUTES = "minutes"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class PlanTolerance:
    """How far delivered may be from planned and still be paid as planned: seconds, or per cent of planned."""

    under: int
    over: int
    unit: ToleranceUnit


@dataclass(frozen=True, slots=True)
class RuleTableRow:
    """Delivered minutes from ``first`` to ``last`` are paid as so many; as they are where ``becomes`` is None."""

    first: int
    last: int
    becomes: int | None


@dataclass(frozen=True, slots=True)
class PaymentRule:
    """A rule of one visit. All times are seconds; ``cap_over_planned`` is None where nothing caps."""

    key: str
    label: str
    basis: PaidBasis
    precision: Precision = Precision.SECOND
    tolerance: PlanTolerance | None = None
    rounding: Rounding = Rounding.NONE
    step: int = 0
    grace: int = 0
    table: tuple[RuleTableRow, ...] = ()
    minimum: int = 0
    cap_over_planned: int | None = None

    @property
    def needs_visits(self) -> bool:
        """Tell whether half-minutes are too coarse for it, so that only the visits themselves will do.

        From counts of half-minutes come exactly the rules that look at whole minutes, and those of seconds that round
        to the nearest or down to whole minutes without tolerance: nothing there turns within a half-minute.
        """
        if self.basis is PaidBasis.ACTUAL_ENDS:
            return True
        if self.basis is PaidBasis.PLANNED or self.precision is Precision.MINUTE_DOWN:
            return False
        whole = self.step % MINUTE == 0 and self.rounding in (Rounding.NEAREST, Rounding.DOWN)
        return not whole or self.tolerance is not None
