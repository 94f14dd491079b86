"""What a round works out of each council: its average price, quality by hours, and what waits or comes back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

MODELS = ("framework", "dps", "lead_or_patch")
MODEL_OF = {"framework": "framework", "dps": "dps", "lead_contract": "lead_or_patch", "patch": "lead_or_patch"}
RATINGS = {"inadequate": 1, "requires improvement": 2, "good": 3, "outstanding": 4}
GOOD = 3
LEAST_COVERAGE = Fraction(3, 5)
HOURS_A_PERSON = 11
HOUR = 60
HEADLINE = "standard"
NO_FLOOR_GIVEN = frozenset({"", "n/a"})


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A price in force: £, by the hour or by the visit of so many minutes, for so many contact hours a week."""

    package: str
    priced_by: str
    price: Fraction
    hours: Fraction
    minutes: Fraction | None

    @property
    def hourly(self) -> Fraction | None:
        if self.priced_by == "hour":
            return self.price
        return self.price * HOUR / self.minutes if self.priced_by == "visit" and self.minutes else None


@dataclass(frozen=True, slots=True)
class RatedProvider:
    """A provider's location: hours a week, average price if told, rating 1 to 4 or None where not rated."""

    la: str
    hours: Fraction
    price: float | None
    rating: int | None


@dataclass(frozen=True, slots=True)
class CouncilFigures:
    """The figures of a council; None where undefined. Shares are of 1."""

    la: str
    sub_region: str
    place: str
    model: str
    pay_floor: str
    price_exact: Fraction | None
    good_exact: Fraction | None
    good_count: Fraction | None
    coverage: Fraction | None
    handed_back_exact: Fraction | None
    unsourced_exact: Fraction | None
    under_30_exact: Fraction | None
    care_pay_exact: Fraction | None = None
    hours: Fraction | None = None

    @property
    def pays_llw(self) -> bool | None:
        """Tell whether the London Living Wage is required; None where no pay floor is given."""
        return None if self.pay_floor in NO_FLOOR_GIVEN else self.pay_floor == "llw"

    @property
    def price(self) -> float | None:
        return _float(self.price_exact)

    @property
    def good_share(self) -> float | None:
        return _float(self.good_exact)

    @property
    def handed_back(self) -> float | None:
        return _float(self.handed_back_exact)

    @property
    def unsourced(self) -> float | None:
        return _float(self.unsourced_exact)

    @property
    def under_30(self) -> float | None:
        return _float(self.under_30_exact)

    @property
    def care_pay(self) -> float | None:
        """Return what care workers earn in the area, £ per hour, where that is told beside the round."""
        return _float(self.care_pay_exact)


def _float(exact: Fraction | None) -> float | None:
    return None if exact is None else float(exact)


def average_price(rows: Iterable[PriceRow]) -> Fraction | None:
    """Return Σ hourly · hours / Σ hours of the headline package, £ per contact hour; None without hours."""
    priced = [(row.hourly, row.hours) for row in rows if row.package == HEADLINE and row.hours > 0]
    known = [(hourly, hours) for hourly, hours in priced if hourly is not None]
    whole = sum((hours for _, hours in known), Fraction(0))
    return sum((hourly * hours for hourly, hours in known), Fraction(0)) / whole if whole else None


def weighted_price(known: Iterable[tuple[Fraction | None, Fraction | None]]) -> Fraction | None:
    """Return the mean of average prices weighted by hours a week, £ per contact hour; None without hours."""
    both = [(price, hours) for price, hours in known if price is not None and hours]
    whole = sum((hours for _, hours in both), Fraction(0))
    return sum((price * hours for price, hours in both), Fraction(0)) / whole if whole else None


@dataclass(frozen=True, slots=True)
class Quality:
    """Good or Outstanding of rated locations, by hours and by count, and what share of hours is rated."""

    good_share: Fraction | None
    good_count: Fraction | None
    coverage: Fraction | None


def quality_of(providers: Sequence[RatedProvider]) -> Quality:
    """Return the quality; undefined where under 60 % of hours are rated.

    The published results of the demo count its two councils with four rated locations, so that nothing is left out for
    its number of locations alone; what a page shows of a single council is another matter.
    """
    all_hours = sum((one.hours for one in providers), Fraction(0))
    rated = [one for one in providers if one.rating is not None]
    hours = sum((one.hours for one in rated), Fraction(0))
    coverage = hours / all_hours if all_hours else None
    if coverage is None or coverage < LEAST_COVERAGE or not rated or not hours:
        return Quality(None, None, coverage)
    good = [one for one in rated if one.rating is not None and one.rating >= GOOD]
    by_hours = sum((one.hours for one in good), Fraction(0)) / hours
    return Quality(by_hours, Fraction(len(good), len(rated)), coverage)


def handed_back_per_100(handed_back: Fraction | None, hours: Fraction | None) -> Fraction | None:
    """Return packages handed back a year per 100 people now, derived: people are hours a week / 11."""
    if handed_back is None or not hours:
        return None
    return handed_back / (hours / HOURS_A_PERSON) * 100


def unsourced_share(waiting: Fraction | None, hours: Fraction | None) -> Fraction | None:
    """Return hours waiting / (hours waiting + hours commissioned)."""
    if waiting is None or hours is None or not waiting + hours:
        return None
    return waiting / (waiting + hours)


def as_decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / Decimal(exact.denominator)
