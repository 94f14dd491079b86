"""Lines from what was indicated to what is paid: a falling one pays less than its own indicative rate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

Words = Callable[[Decimal], str]
# Pixels: the plot's height, and its edge above and below.
DEPTH, EDGE = 260, 14
TICKS = 5
STEPS = tuple(Decimal(text) for text in ("0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "50", "100"))
LOOKS = {"above": "paid as indicated or more", "below": "paid below the own indicative rate", "own": "yours"}


@dataclass(frozen=True, slots=True)
class SlopeValue:
    """A council with both figures; ``is_own`` is the council of whoever looks."""

    name: str
    before: Decimal
    after: Decimal
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class SlopeLine:
    """``y1`` and ``y2`` in pixels from the top."""

    name: str
    words: str
    y1: int
    y2: int
    look: str


@dataclass(frozen=True, slots=True)
class SlopeTick:
    words: str
    y: int

    @property
    def text_at(self) -> int:
        return self.y + 5


@dataclass(frozen=True, slots=True)
class SlopeChart:
    lines: tuple[SlopeLine, ...]
    ticks: tuple[SlopeTick, ...]
    height: int = DEPTH

    @property
    def looks(self) -> list[tuple[str, str]]:
        """Return what the looks of its lines mean, of those that there are."""
        there = {line.look for line in self.lines}
        return [(look, words) for look, words in LOOKS.items() if look in there]


def slope_chart(values: Sequence[SlopeValue], words: Words) -> SlopeChart | None:
    """Return the lines, the own one last as it lies on top; None without any."""
    figures = [figure for one in values for figure in (one.before, one.after)]
    if not figures:
        return None
    low, high, step = _round_ends(min(figures), max(figures))

    def at(value: Decimal) -> int:
        return int(EDGE + (high - value) / (high - low) * (DEPTH - 2 * EDGE) + Decimal("0.5"))

    ordered = sorted(values, key=lambda one: one.is_own)
    lines = tuple(_line(one, at(one.before), at(one.after), words) for one in ordered)
    steps = [low + step * number for number in range(int((high - low) / step) + 1)]
    return SlopeChart(lines, tuple(SlopeTick(words(step), at(step)) for step in steps))


def _round_ends(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Return round figures below and above, and the step between rules that cuts them into few enough pieces."""
    step = next((one for one in STEPS if (high - low) / one <= TICKS), high - low)  # nobody pays thousands an hour
    start = (low / step).to_integral_value(ROUND_FLOOR) * step
    end = (high / step).to_integral_value(ROUND_CEILING) * step
    return start, end if end > start else start + step, step


def _line(one: SlopeValue, y1: int, y2: int, words: Words) -> SlopeLine:
    look = "own" if one.is_own else "below" if one.after < one.before else "above"
    return SlopeLine(one.name, f"{words(one.before)} indicated, {words(one.after)} paid", y1, y2, look)
