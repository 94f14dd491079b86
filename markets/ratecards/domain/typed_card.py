"""A rate card as it was typed, before it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markets.ratecards.domain.card_dates import CardDates
from markets.ratecards.domain.card_lines import CardBasis, CardLine


@dataclass(frozen=True)
class TypedCard:
    """A card that is to be kept; ``ends_open_one`` ends an open card the day before this one begins."""

    name: str
    basis: CardBasis
    valid_from: date
    valid_until: date | None
    lines: Sequence[CardLine]
    ends_open_one: bool = False

    @property
    def dates(self) -> CardDates:
        return CardDates(self.name, self.valid_from, self.valid_until)
