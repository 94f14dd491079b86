"""The page on double-handed care: how near clients live, hours, time together, and today's cost beside a pair's."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from costing.charts import BarChart, Length, bar_chart
from costing.figure_words import gbp
from markets.profiles.domain.figure_rows import FigureRow
from markets.profiles.domain.measure_words import HIDDEN, number_words, short_words_of, words_of
from markets.profiles.domain.profile_figures import ProfileFigures
from spreadsheets.decimals import rounded

DENSITY, OWN = "double_density", "double_density.own_provider"
FILE_HEADS = (
    "Of", "Clients", "Hours a week by two", "Together, of planned", "Visits under half together",
    "Km to the next of the same provider", "Km to the next whoever provides", "£ an hour today", "£ a week today",
    "£ a week by a specialist pair", "Difference, £ a week",
)  # fmt: skip
NEAR_UNKNOWN = "How near double-handed clients live is not known: these visits do not say where clients live."


@dataclass(frozen=True)
class PairPrice:
    """What an hour by a specialist pair costs, by which scenario."""

    scenario: str
    rate: Decimal


@dataclass(frozen=True)
class DoubleRow:
    """The whole market, or a zone. Costs are of the hours that the rate card has a rate for."""

    name: str
    clients: FigureRow | None
    hours: FigureRow | None
    together: FigureRow | None
    under_half: FigureRow | None
    own_km: FigureRow | None
    any_km: FigureRow | None
    cost: FigureRow | None
    pair: PairPrice | None

    @property
    def today(self) -> Decimal | None:
        return self.cost.numerator if self.cost else None

    @property
    def by_pair(self) -> Decimal | None:
        if self.cost is None or self.cost.denominator is None or self.pair is None:
            return None
        return self.pair.rate * self.cost.denominator

    @property
    def difference(self) -> Decimal | None:
        """Return £ a week more, or less with a minus, by a specialist pair."""
        return None if self.by_pair is None or self.today is None else self.by_pair - self.today

    @property
    def words(self) -> tuple[str, ...]:
        """Return the cells after the name as a person reads them."""
        figures = (self.clients, self.hours, self.together, self.own_km, self.any_km, self.cost)
        return (*(words_of(one) for one in figures), *(_pounds(one) for one in (self.today, self.by_pair)), self.apart)

    @property
    def apart(self) -> str:
        if self.difference is None:
            return "–"
        sign = "−" if self.difference < 0 else "+" if self.difference > 0 else ""
        return f"{sign}{_pounds(abs(self.difference))}"

    @property
    def cells(self) -> tuple[str | Decimal | None, ...]:
        figures = (
            self.clients, self.hours, self.together, self.under_half, self.own_km, self.any_km, self.cost,
        )  # fmt: skip
        sums = (self.today, self.by_pair, self.difference)
        return (self.name, *map(_cell, figures), *(None if one is None else rounded(one) for one in sums))


@dataclass(frozen=True)
class DoublePage:
    """``says`` comes first; ``rows`` begin with the whole market."""

    says: tuple[str, ...]
    rows: tuple[DoubleRow, ...]
    chart: BarChart | None

    @property
    def is_known(self) -> bool:
        return self.rows[0].hours is not None


def double_page(now: ProfileFigures, pair: PairPrice | None) -> DoublePage:
    rows = [_row(now, "market", "", "All zones", pair)]
    rows += [_row(now, "zone", ref, now.name(ref), pair) for ref in sorted(now.refs("double_hours", "zone"))]
    return DoublePage((density_says(rows[0]), cost_says(rows[0])), tuple(rows), _chart(rows))


def _row(now: ProfileFigures, level: str, ref: str, name: str, pair: PairPrice | None) -> DoubleRow:
    return DoubleRow(
        name,
        clients=now.one("double_clients", level, ref),
        hours=now.one("double_hours", level, ref),
        together=now.one("overlap", level, ref),
        under_half=now.one("overlap.under_half", level, ref),
        own_km=now.one(OWN, level, ref),
        any_km=now.one(DENSITY, level, ref),
        cost=now.one("double_cost", level, ref),
        pair=pair,
    )


def density_says(row: DoubleRow) -> str:
    """Return the pair of numbers that speaks for or against a specialist service, as a sentence."""
    near, own = row.any_km, row.own_km
    if near is None or near.is_grey:
        return f"How near they live is not shown: {HIDDEN[near.hidden]}." if near and near.hidden else NEAR_UNKNOWN
    whoever = f"{words_of(near)} from the next such client of the zone, whoever provides"
    if own is None or own.is_grey:
        return f"A double-handed client lives {whoever}; too few share a provider to say how far its own is."
    return f"A double-handed client lives {words_of(own, 'km')} from the next one of the same provider, and {whoever}."


def cost_says(row: DoubleRow) -> str:
    if row.hours is None:
        return "These visits do not say how many careworkers were planned."
    hours = f"{words_of(row.hours)} a week are planned for two careworkers"
    if row.cost is None or row.today is None:
        return f"{hours}. What they cost today needs a rate card that holds on the period’s last day."
    today = f"{hours} and cost {_pounds(row.today)} a week, {gbp(rounded(row.cost.value or Decimal(0)))} an hour"
    if row.pair is None or row.difference is None:
        return f"{today}. What a specialist pair would cost needs a scenario of the fee lab."
    less = "more" if row.difference > 0 else "less"
    by = f"By a specialist pair, at {gbp(rounded(row.pair.rate))} an hour, they would cost {_pounds(row.by_pair)}"
    return f"{today}. {by}: {_pounds(abs(row.difference))} a week {less}."


def _chart(rows: Iterable[DoubleRow]) -> BarChart | None:
    """Return two bars for each that has a distance: of the same provider, and whoever provides."""
    lengths = []
    for row in rows:
        if row.any_km is not None and not row.any_km.is_grey:
            own = row.own_km.middle if row.own_km else None
            lengths.append(Length(f"{row.name}: same provider", own, short_words_of(row.own_km, "km"), "total"))
            lengths.append(Length("Whoever provides", row.any_km.middle, words_of(row.any_km)))
    return bar_chart(lengths) if lengths else None


def _pounds(amount: Decimal | None) -> str:
    return "–" if amount is None else f"£{number_words(rounded(amount, 0), 'count')}"


def _cell(row: FigureRow | None) -> str | Decimal | None:
    return None if row is None else HIDDEN.get(row.hidden, row.hidden) if row.hidden else row.middle
