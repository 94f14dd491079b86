"""The CQC's key questions, its ratings from 1 to 4, and a location's rating at a date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

# As the file of ratings calls them, with the register's fields.
KEY_QUESTIONS: Mapping[str, str] = {
    "safe": "safe",
    "effective": "effective",
    "caring": "caring",
    "responsive": "responsive",
    "well-led": "well_led",
}
RATINGS_IN_ORDER = ("inadequate", "requires improvement", "good", "outstanding")
GOOD = 3
STALE_YEARS = 4


def rating_number(words: str) -> int | None:
    """Return 1 (inadequate) to 4 (outstanding); None for whatever is no rating, such as “Inspected but not rated”."""
    plain = " ".join(words.casefold().split())
    return RATINGS_IN_ORDER.index(plain) + 1 if plain in RATINGS_IN_ORDER else None


def is_stale(rated_on: date, day: date) -> bool:
    """Tell whether a rating is older than four years at a day."""
    return (rated_on.year + STALE_YEARS, rated_on.month, rated_on.day) < (day.year, day.month, day.day)


@dataclass(frozen=True, slots=True)
class RatedPlace:
    """A location of the register, with the rating that was in force at a day; blank, and None, where there was none.

    ``questions`` are the ratings of the key questions by field, as they were published with it.
    """

    number: str
    name: str
    is_homecare: bool
    is_dormant: bool
    day: date
    overall: str = ""
    rated_on: date | None = None
    is_inherited: bool = False
    questions: Mapping[str, str] | None = None

    @property
    def rating(self) -> int | None:
        return rating_number(self.overall)

    @property
    def is_rated(self) -> bool:
        """Tell whether it counts for quality: one that gives no home care, or is not rated, leaves the denominator."""
        return self.is_homecare and self.rating is not None

    @property
    def is_good(self) -> bool:
        return self.rating is not None and self.rating >= GOOD

    @property
    def is_stale(self) -> bool:
        return self.rated_on is not None and is_stale(self.rated_on, self.day)

    def question(self, key: str) -> int | None:
        """Return the rating, from 1 to 4, of a key question by its field."""
        return rating_number((self.questions or {}).get(key, ""))
