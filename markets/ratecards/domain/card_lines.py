"""The lines of a rate card: £ by zone, length, kind of day and careworkers; as JSON, as words, and twice named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any


class CardBasis(StrEnum):
    """What a rate is the price of."""

    VISIT = "visit"
    HOUR = "hour"


class DayKind(StrEnum):
    """The day on which a rate is paid."""

    ANY = "any"
    WEEKDAY = "weekday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    WEEKEND = "weekend"
    BANK_HOLIDAY = "bank holiday"


@dataclass(frozen=True, slots=True)
class CardLine:
    """A rate: a blank ``zone`` is every zone, no ``minutes`` every length."""

    zone: str
    minutes: int | None
    day: DayKind
    careworkers: int
    rate: Decimal

    @property
    def cell(self) -> tuple[str, int | None, DayKind, int]:
        """Return what the rate is for; two lines of one card never have the same."""
        return (self.zone.casefold(), self.minutes, self.day, self.careworkers)

    @property
    def words(self) -> str:
        length = f"{self.minutes} minutes" if self.minutes else "any length"
        people = "two careworkers" if self.careworkers == 2 else "one careworker"
        return f"{self.zone or 'every zone'}, {length}, {self.day.value if self.day != 'any' else 'any day'}, {people}"

    @property
    def visit_words(self) -> str:
        """Return what the rate is for but its zone, short: one careworker and any day are not said."""
        parts = [f"{self.minutes} minutes" if self.minutes else "any length"]
        parts += [self.day.value] if self.day is not DayKind.ANY else []
        parts += ["two careworkers"] if self.careworkers == 2 else []
        return ", ".join(parts)

    @property
    def as_json(self) -> dict[str, Any]:
        return {
            "zone": self.zone,
            "minutes": self.minutes,
            "day": self.day.value,
            "careworkers": self.careworkers,
            "rate": f"{self.rate:f}",
        }

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        return (self.zone, str(self.minutes or ""), self.day.value, str(self.careworkers), f"{self.rate:f}")


HEADS = ("Zone", "Minutes", "Day", "Careworkers", "Rate")


def lines_of(kept: Iterable[Mapping[str, Any]]) -> list[CardLine]:
    return [
        CardLine(one["zone"], one["minutes"], DayKind(one["day"]), one["careworkers"], Decimal(one["rate"]))
        for one in kept
    ]


def card_text(lines: Sequence[CardLine]) -> str:
    """Return the lines as they are typed: headings, then a line each, apart by semicolons."""
    return "\n".join(";".join(_quoted(cell) for cell in cells) for cells in (HEADS, *(one.cells for one in lines)))


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ';"\n') else cell
