"""What is known of a council of a round where all of them are set side by side: figures, practice, population."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

SEVENTH_PLACE = Decimal(10) ** -6


@dataclass(frozen=True)
class PositionRow:
    """A council: ``values`` by measure, shares in per cent, None where missing; ``before`` likewise a round ago.

    ``practice`` are its answers to questions of choice. Without an earlier return ``before`` is empty.
    """

    code: str
    name: str
    place: str
    model: str
    values: Mapping[str, Fraction | None]
    practice: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, Fraction | None] = field(default_factory=dict)
    population: Sequence[float] | None = None


class Third(StrEnum):
    LOWER = "lower"
    MIDDLE = "middle"
    UPPER = "upper"


def thirds(values: Mapping[str, Fraction | None]) -> dict[str, Third]:
    """Return the third of each council that has a figure; those that are level stand in the same third."""
    known = [value for value in values.values() if value is not None]
    return {code: _third(value, known) for code, value in values.items() if value is not None}


def _third(value: Fraction, known: Sequence[Fraction]) -> Third:
    below = sum(other < value for other in known)
    level = sum(other == value for other in known)
    place = (2 * below + level) * 3 // (2 * len(known))
    return tuple(Third)[min(place, 2)]


def as_text(value: Fraction | None) -> str | None:
    """Return a figure for a document, to six places."""
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return format(exact.quantize(SEVENTH_PLACE), "f")
