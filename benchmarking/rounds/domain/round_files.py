"""A round from three CSV files: councils, their prices, and their providers with ratings."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from benchmarking.rounds.domain.cell_numbers import SHARE, Ends, cell_number
from benchmarking.rounds.domain.councils import (
    MODEL_OF,
    RATINGS,
    CouncilFigures,
    PriceRow,
    RatedProvider,
    average_price,
    handed_back_per_100,
    quality_of,
    unsourced_share,
)

Row = Mapping[str, str | None]
PRICED_BY = frozenset({"hour", "visit", "week", "night"})
# What a return may say at most (the table of its fields); more is a slip, and no figure of such a round means anything.
MOST_PRICE, MINUTES = Fraction(5_000), (Fraction(5), Fraction(720))
PAY_FLOORS = frozenset({"", "n/a", "none", "nlw", "llw", "rlw", "other"})
MODELS = frozenset({"", "n/a", *MODEL_OF, "spot_only", "in_house"})
NOT_RATED = frozenset(
    {"", "n/a", "not rated", "no rating", "no published rating", "inspected but not rated",
     "insufficient evidence to rate", "not yet inspected"}
)  # fmt: skip
COLUMNS = {
    "authorities": ("la", "commissioning_model", "pay_floor", "hours_commissioned_per_week"),
    "prices": ("la", "package", "priced_by", "price", "hours_per_week"),
    "providers": ("la", "hours_per_week", "rating"),
}


@dataclass(frozen=True)
class RoundFigures:
    """The councils in the order of the file, their providers, and each cell that could not be used, in words.

    ``notes`` say what was read as not given: a word that none of the choices is, a marker for a figure.
    """

    councils: list[CouncilFigures]
    providers: list[RatedProvider]
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def round_figures(authorities: Sequence[Row], prices: Sequence[Row], providers: Sequence[Row]) -> RoundFigures:
    reader = _Reader()
    by_price, by_provider = defaultdict(list), defaultdict(list)
    for number, row in enumerate(prices, 2):
        by_price[_text(row, "la")].append(reader.price(number, row))
    rated = [reader.provider(number, row) for number, row in enumerate(providers, 2)]
    for one in rated:
        by_provider[one.la].append(one)
    councils = [
        reader.council(number, row, by_price[_text(row, "la")], by_provider[_text(row, "la")])
        for number, row in enumerate(authorities, 2)
    ]
    known = [one.la for one in councils]
    alike = Counter(_plain(la) for la in known)
    reader.faults += [
        f"“{la}” stands in authorities.csv more than once." for la in known if alike.pop(_plain(la), 1) > 1
    ]
    strangers = sorted((set(by_price) | set(by_provider)) - set(known))
    reader.faults += [f"“{la}” has prices or providers and no row in authorities.csv." for la in strangers]
    return RoundFigures(councils, rated, reader.faults, reader.notes)


class _Reader:
    """Reads cells and keeps what cannot be used."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.notes: list[str] = []

    def council(
        self, number: int, row: Row, prices: Sequence[PriceRow], providers: Sequence[RatedProvider]
    ) -> CouncilFigures:
        file = "authorities.csv"
        if not _text(row, "la"):
            self.faults.append(f"{file}, row {number}: the council has no name in “la”.")
        hours = self._number(file, number, row, "hours_commissioned_per_week")
        back = self._number(file, number, row, "packages_handed_back")
        waiting = self._number(file, number, row, "hours_waiting")
        under_30 = self._number(file, number, row, "share_under_30", SHARE)
        self._choice(file, number, row, "pay_floor", PAY_FLOORS)
        self._choice(file, number, row, "commissioning_model", MODELS)
        quality = quality_of(providers)
        return CouncilFigures(
            la=_text(row, "la"),
            sub_region=_text(row, "sub_region").lower(),
            place=_text(row, "inner_outer").lower(),
            model=MODEL_OF.get(_text(row, "commissioning_model").lower(), ""),
            pay_floor=_text(row, "pay_floor").lower(),
            price_exact=average_price(prices),
            good_exact=quality.good_share,
            good_count=quality.good_count,
            coverage=quality.coverage,
            handed_back_exact=handed_back_per_100(back, hours),
            unsourced_exact=unsourced_share(waiting, hours),
            under_30_exact=under_30,
            hours=hours,
            care_pay_exact=self._number(file, number, row, "ashe_care_pay"),
        )

    def price(self, number: int, row: Row) -> PriceRow:
        file, priced_by = "prices.csv", _text(row, "priced_by").lower()
        if priced_by not in PRICED_BY:
            self.faults.append(f"{file}, row {number}: “priced_by” is “{priced_by}”; expected is hour or visit.")
        minutes = self._number(file, number, row, "visit_minutes", MINUTES if priced_by == "visit" else None)
        if priced_by == "visit" and not minutes:
            self.faults.append(f"{file}, row {number}: a price by the visit needs its “visit_minutes”.")
        price = self._needed(file, number, row, "price", (Fraction(0), MOST_PRICE))
        hours = self._needed(file, number, row, "hours_per_week")
        return PriceRow(_text(row, "package").lower(), priced_by, price, hours, minutes)

    def provider(self, number: int, row: Row) -> RatedProvider:
        file = "providers.csv"
        price = self._number(file, number, row, "average_price")
        word = " ".join(_text(row, "rating").lower().replace("_", " ").split())
        rating = RATINGS.get(word)
        if rating is None and word not in NOT_RATED:
            self.notes.append(f"{file}, row {number}: “rating” is “{word[:40]}”, which is read as not rated.")
        hours = self._needed(file, number, row, "hours_per_week")
        return RatedProvider(_text(row, "la"), hours, None if price is None else float(price), rating)

    def _choice(self, file: str, number: int, row: Row, column: str, choices: Collection[str]) -> None:
        if (word := _text(row, column).lower()) not in choices:
            self.notes.append(f"{file}, row {number}: “{column}” is “{word[:40]}”, which is read as not given.")

    def _needed(self, file: str, number: int, row: Row, column: str, between: Ends | None = None) -> Fraction:
        before = len(self.faults)
        found = self._number(file, number, row, column, between)
        if found is None and len(self.faults) == before:
            self.faults.append(f"{file}, row {number}: “{column}” is missing.")
        return found if found is not None else Fraction(0)

    def _number(self, file: str, number: int, row: Row, column: str, between: Ends | None = None) -> Fraction | None:
        text = _text(row, column)
        found, cell = cell_number(text, between), f"{file}, row {number}: “{column}” is “{text[:40]}”"
        if found.why:
            self.notes.append(f"{cell}: {found.why}. It is read as not given, and not as 0.")
        if found.is_fault:
            expected = "at least 0" if between is None else f"{int(between[0])} to {int(between[1]):,}"
            self.faults.append(f"{cell}; expected is a number of {expected}.")
        return found.value


def _plain(la: str) -> str:
    return " ".join(la.casefold().split())


def _text(row: Row, column: str) -> str:
    return (row.get(column) or "").strip()
