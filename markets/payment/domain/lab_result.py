"""What rules come to over attendances: the whole, and each provider, zone, length and kind of day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from markets.payment.domain.lab_sql import EACH, PARTS

KEPT = 8  # Columns before those of each rule.


class LabLevel(StrEnum):
    """What a line speaks of."""

    WHOLE = "whole"
    PROVIDER = "provider"
    ZONE = "zone"
    LENGTH = "length"
    DAY = "day"


# By the bits of SQL's grouping(): a bit is set for each key that is summed over; and where that key stands.
LEVELS = {
    15: (LabLevel.WHOLE, 0),
    7: (LabLevel.PROVIDER, 1),
    11: (LabLevel.ZONE, 2),
    13: (LabLevel.LENGTH, 3),
    14: (LabLevel.DAY, 4),
}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What one rule pays on a line; ``seconds`` are parts of 10,000, ``stay`` is pence over short visits.

    ``twice`` is twice the median change against the first rule; None where it was not asked.
    """

    seconds: int
    pence: int
    changed: int
    least: int
    most: int
    stay: int
    twice: int | None = None

    @property
    def paid_seconds(self) -> int:
        return self.seconds // PARTS

    @property
    def as_json(self) -> list[int | None]:
        return [getattr(self, name) for name in EACH] + ([] if self.twice is None else [self.twice])


@dataclass(frozen=True, slots=True)
class LabLine:
    """Attendances done, their seconds, those over five minutes short, and what each rule pays.

    ``units`` are the clients' or provider's weeks that are paid at once; None where each visit is paid by itself.
    """

    level: LabLevel
    ref: str
    visits: int
    delivered: int
    short: int
    rules: tuple[RuleLine, ...]
    units: int | None = None

    @property
    def paid_at_once(self) -> int:
        """Return how many changes there are: of visits, or of weeks."""
        return self.visits if self.units is None else self.units

    @property
    def as_json(self) -> dict[str, Any]:
        kept = {name: getattr(self, name) for name in ("ref", "visits", "delivered", "short")}
        if self.units is not None:
            kept["units"] = self.units
        return {"level": self.level.value, **kept, "rules": [rule.as_json for rule in self.rules]}


def lines_from_rows(rows: Iterable[Sequence[Any]], rules: int) -> list[LabLine]:
    """Return the lines of the lab's statement, in a fixed order; weeks that are paid at once stand in a last column."""
    found = []
    middle = KEPT + rules * len(EACH)
    for row in rows:
        level, place = LEVELS[int(row[0])]
        parts = [row[KEPT + number * len(EACH) : KEPT + (number + 1) * len(EACH)] for number in range(rules)]
        medians = [None, *row[middle : middle + rules - 1]]
        units = row[middle + rules - 1] if len(row) > middle + rules - 1 else None
        each = tuple(
            replace(RuleLine(*map(int, part)), twice=twice) for part, twice in zip(parts, medians, strict=True)
        )
        ref = str(row[place]) if place else ""
        visits, delivered, short = (int(value) for value in row[5:KEPT])
        found.append(LabLine(level, ref, visits, delivered, short, each, units))
    return sorted(found, key=_order)


def _order(line: LabLine) -> tuple[int, int, str]:
    length = int(line.ref) if line.level is LabLevel.LENGTH else 0
    return list(LabLevel).index(line.level), length, line.ref


def lines_of_json(kept: Iterable[Mapping[str, Any]]) -> list[LabLine]:
    return [
        LabLine(
            LabLevel(one["level"]),
            one["ref"],
            one["visits"],
            one["delivered"],
            one["short"],
            tuple(RuleLine(*each) for each in one["rules"]),
            one.get("units"),
        )
        for one in kept
    ]
