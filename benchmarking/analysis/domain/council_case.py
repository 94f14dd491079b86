"""A council as its figures are worked out: its answers, the prices in force, and the places that it buys from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from benchmarking.rounds.domain.councils import PriceRow


@dataclass(frozen=True, slots=True)
class PlaceHours:
    """A place of a provider: hours a week, the average price if told, and what the CQC said of it by the Monday.

    Ratings are 1 to 4, None where not rated; ``key_questions`` are those of Safe and Well-led. A care home
    (``is_homecare`` is false) is left out of quality, with its hours.
    """

    location_id: str
    hours: Fraction
    price: Fraction | None = None
    rating: int | None = None
    rated_on: date | None = None
    is_inherited: bool = False
    key_questions: Mapping[str, int] = field(default_factory=dict)
    is_homecare: bool = True


@dataclass(frozen=True, slots=True)
class ContractPrice:
    """A price in force, and what is known of it beyond the price: contract and source."""

    row: PriceRow
    source: str = ""


@dataclass(frozen=True)
class CouncilCase:
    """A council in a round. ``answers`` are in their shortest form; what is blank or n/a is missing, and never 0.

    ``delivering_before`` are the providers that delivered a year ago, where the council said so then. Without a list of
    providers the places are those ``is_based`` in the council, which weigh alike: many of them work across borders.
    """

    council: str
    ons_code: str
    sub_region: str
    place: str
    week: date
    answers: Mapping[str, str]
    prices: tuple[ContractPrice, ...]
    places: tuple[PlaceHours, ...]
    headline: str = "standard"
    delivering_before: Fraction | None = None
    is_based: bool = False

    def number(self, key: str) -> Fraction | None:
        """Return a figure that was answered; None where it is missing or n/a."""
        return number_from(self.answers.get(key, ""))

    def choice(self, key: str) -> str:
        return self.answers.get(key, "")

    def day(self, key: str) -> date | None:
        text = self.answers.get(key, "")
        return date.fromisoformat(text) if text[:4].isdigit() and len(text) == len("2025-04-07") else None

    @property
    def headline_prices(self) -> list[tuple[PriceRow, Fraction, Fraction]]:
        """Return the prices of the headline package that bought hours, each with £ an hour and hours a week."""
        rows = (one.row for one in self.prices if one.row.package == self.headline and one.row.hours > 0)
        return [(row, hourly, row.hours) for row in rows if (hourly := row.hourly) is not None]


def number_from(text: str) -> Fraction | None:
    """Return a number in its shortest form as it is exactly; None for anything else."""
    digits = text[1:] if text.startswith("-") else text
    whole, _, part = digits.partition(".")
    if not digits.isascii() or not whole.isdigit() or (part and not part.isdigit()):
        return None
    return Fraction(text)
