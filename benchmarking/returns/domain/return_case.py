"""What the checks of a return look at: its answers, its rows, the round, and what is known of last time and places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from benchmarking.returns.domain.row_reader import ReadRow
from benchmarking.rounds.domain.councils import PriceRow, average_price
from costing.answers import Value
from spreadsheets.decimals import rounded


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A location of the CQC's register."""

    name: str
    is_homecare: bool
    is_dormant: bool


@dataclass(frozen=True, slots=True)
class ReportedFee:
    """What is published of a council in a year: £ per hour, provisional or final where a file says so."""

    value: Decimal
    period: str
    standing: str

    @property
    def words(self) -> str:
        return f"{self.period} ({self.standing})" if self.standing else self.period


@dataclass(frozen=True)
class ReturnCase:
    """A return to be checked. ``before`` are the answers of the last round; empty where there was none.

    ``as_read`` are also the answers with which something else is wrong; ``reported`` is the fee of MSIF, and
    ``published_spend`` spend over hours of ASC-FR, which is held against nothing but spend over hours.
    """

    values: Mapping[str, Value]
    prices: tuple[ReadRow, ...]
    providers: tuple[ReadRow, ...]
    week: date
    ons_code: str
    council: str
    today: date
    names_by_code: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, Value] = field(default_factory=dict)
    average_before: Decimal | None = None
    places: Mapping[str, KnownPlace] = field(default_factory=dict)
    reported: ReportedFee | None = None
    published_spend: ReportedFee | None = None
    as_read: Mapping[str, Value] = field(default_factory=dict)

    def number(self, key: str) -> Decimal | None:
        value = self.values.get(key)
        return value if isinstance(value, Decimal) else None

    def day(self, key: str) -> date | None:
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    @cached_property
    def average(self) -> Decimal | None:
        """Return the average price that follows from the prices in force, £ per contact hour."""
        exact = average_price(price_row(row) for row in self.prices if self.in_force(row))
        return None if exact is None else Decimal(exact.numerator) / Decimal(exact.denominator)

    def in_force(self, row: ReadRow) -> bool:
        """Tell whether a price is in force in the reference week."""
        begins, ends = row.values.get("price_from"), row.values.get("price_to")
        is_begun = not isinstance(begins, date) or begins <= self.week
        return is_begun and (not isinstance(ends, date) or ends >= self.week)


def price_row(row: ReadRow) -> PriceRow:
    minutes = row.values.get("visit_minutes")
    return PriceRow(
        package=str(row.values.get("package")),
        priced_by=str(row.values.get("priced_by")),
        price=number_in(row, "price"),
        hours=number_in(row, "hours_per_week"),
        minutes=Fraction(minutes) if isinstance(minutes, Decimal) else None,
    )


def number_in(row: ReadRow, key: str) -> Fraction:
    value = row.values.get(key)
    return Fraction(value) if isinstance(value, Decimal) else Fraction(0)


def gbp(value: Decimal | Fraction) -> str:
    exact = value if isinstance(value, Decimal) else Decimal(value.numerator) / Decimal(value.denominator)
    return f"£{rounded(exact, 2):,.2f}"
