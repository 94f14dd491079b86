"""What an attendance of a zone, length and kind of day is paid: by a rate card, else by one typed rate an hour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markets.ratecards.domain.card_lines import CardBasis, CardLine, DayKind
from spreadsheets.decimals import rounded

# A rate stands as tenths of a thousandth of a pound, for so many hundredths of pence a second.
FINE, HOUR_PARTS, CENT = Decimal(10_000), 3_600 * 100, 100
# The names of the half-minute table beside those of a card; the first that a card has is taken.
DAYS = {
    "weekday": (DayKind.WEEKDAY, DayKind.ANY),
    "saturday": (DayKind.SATURDAY, DayKind.WEEKEND, DayKind.ANY),
    "sunday": (DayKind.SUNDAY, DayKind.WEEKEND, DayKind.ANY),
    "weekend": (DayKind.WEEKEND, DayKind.ANY),
    "bank_holiday": (DayKind.BANK_HOLIDAY, DayKind.SUNDAY, DayKind.WEEKEND, DayKind.ANY),
}
RateKey = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class CellRate:
    """Pence a paid second are ``num`` / ``per``."""

    key: RateKey
    num: int
    per: int

    @property
    def values(self) -> tuple[str, int, str, int, int]:
        return (*self.key, self.num, self.per)


@dataclass(frozen=True)
class RatesOfLab:
    """A card's lines with their basis, and the rate an hour where it says nothing; either may be missing."""

    lines: Sequence[CardLine] = ()
    basis: CardBasis = CardBasis.HOUR
    hourly: Decimal | None = None

    def rate_of(self, key: RateKey) -> CellRate | None:
        line = self._line(key)
        if line is not None and self.basis is CardBasis.VISIT and line.minutes:
            return CellRate(key, _fine(line.rate), line.minutes * 60 * CENT)
        hourly = line.rate if line is not None and self.basis is CardBasis.HOUR else self.hourly
        return None if hourly is None else CellRate(key, _fine(hourly), HOUR_PARTS)

    def rates_of(self, keys: Iterable[RateKey]) -> list[CellRate]:
        """Return the rates that there are; what has none is left out."""
        return [rate for key in keys if (rate := self.rate_of(key)) is not None]

    def _line(self, key: RateKey) -> CardLine | None:
        """Return the card's line for one careworker: of this zone, length and day, before those of every one."""
        zone, minutes, day = key[0].casefold(), key[1], key[2]
        mine = {line.cell: line for line in self.lines if line.careworkers == 1}
        wanted = [
            (place, length, kind, 1)
            for place in (zone, "")
            for length in (minutes, None)
            for kind in DAYS.get(day, (DayKind.ANY,))
        ]
        return next((mine[cell] for cell in wanted if cell in mine), None)


def _fine(rate: Decimal) -> int:
    return int(rounded(rate * FINE, 0))
