"""A rate card as people write one: a row for each visit of a zone, a column for each kind of day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from markets.ratecards.domain.card_lines import CardLine, DayKind

ANY_DAY = "Any day"


@dataclass(frozen=True, slots=True)
class CardGridRow:
    """The rates of a visit by kind of day; None where the card has none."""

    zone: str
    visit: str
    rates: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class CardGrid:
    """The columns that a card has rates for, and its rows in the order of its lines."""

    days: tuple[str, ...]
    rows: tuple[CardGridRow, ...]


def card_grid(lines: Sequence[CardLine]) -> CardGrid:
    """Return the grid; any two lines of a card are for another visit or another kind of day."""
    days = [day for day in DayKind if any(line.day is day for line in lines)]
    rates = {line.cell: line.rate for line in lines}
    first: dict[tuple[str, int | None, int], CardLine] = {}
    for line in lines:
        first.setdefault((line.zone.casefold(), line.minutes, line.careworkers), line)
    rows = (
        CardGridRow(
            line.zone,
            replace(line, day=DayKind.ANY).visit_words,
            tuple(rates.get(replace(line, day=day).cell) for day in days),
        )
        for line in first.values()
    )
    return CardGrid(tuple(ANY_DAY if day is DayKind.ANY else day.value.capitalize() for day in days), tuple(rows))
