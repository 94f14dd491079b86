"""What a visit costs, and how many there are: the tables of a calculation for services with visits."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costing.charts import QuantileMarks, RangeChart, range_chart
from costing.figure_words import gbp, with_unit
from reports.domain.exact_document import figure
from reports.domain.supporting_information import LENGTHS
from spreadsheets.decimals import rounded

QUANTILES = ("lower_quartile", "median", "upper_quartile")
UNDEFINED = "n/a"
A_MINUTE = "£ a minute"


@dataclass(frozen=True, slots=True)
class VisitFigures:
    """A row of a table: its figures are in words, n/a where no return has one."""

    label: str
    unit: str
    n: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class VisitsPage:
    """``rates`` and ``tariff`` are costs; ``appointments`` are visits a week; ``chart`` is a range a length."""

    rates: tuple[VisitFigures, ...]
    tariff: tuple[VisitFigures, ...]
    appointments: tuple[VisitFigures, ...]
    chart: RangeChart | None
    says: str


def visits_page(document: Mapping[str, Any]) -> VisitsPage | None:
    """Return the page's part about visits; None for a service without, and what an old calculation lacks is empty."""
    supporting = document["supporting"]
    rates, tariff = supporting["visit_rates"], supporting.get("tariff", {})
    appointments = supporting.get("appointments", {})
    if not rates and not appointments:
        return None
    return VisitsPage(
        rates=tuple(_rates(rates)),
        tariff=tuple(_tariff(tariff)) if tariff else (),
        appointments=tuple(
            _row(_length(key), "visits a week", appointments[key], lambda value: with_unit(value, ""))
            for key in LENGTHS
            if key in appointments
        ),
        chart=_chart(rates) if rates else None,
        says=_says(tariff),
    )


def pounds_a_minute(value: Decimal) -> str:
    """Return pounds with four places: of an hour's minutes half a penny each would be thirty pence."""
    return f"£{rounded(value, 4)}"


def _rates(rates: Mapping[str, Any]) -> Iterator[VisitFigures]:
    for length in sorted(rates, key=int):
        yield _row(_length(length), "£ per visit", rates[length]["per_visit"], gbp)
        yield _row(_length(length), "£ per contact hour", rates[length]["per_hour"], gbp)


def _tariff(tariff: Mapping[str, Any]) -> Iterator[VisitFigures]:
    yield _row("For the visit", "£ a visit", tariff["per_visit"], gbp)
    yield _row("For each minute of it", A_MINUTE, tariff["per_minute"], pounds_a_minute)


def _row(label: str, unit: str, found: Mapping[str, Any], words: Callable[[Decimal], str]) -> VisitFigures:
    values = [figure(found[name]) for name in QUANTILES]
    return VisitFigures(label, unit, found["n"], tuple(UNDEFINED if one is None else words(one) for one in values))


def _length(key: str) -> str:
    return "Visits of other lengths" if key == "other" else f"Visits of {key} minutes"


def _chart(rates: Mapping[str, Any]) -> RangeChart:
    return range_chart([_marks(_length(length), rates[length]["per_visit"]) for length in sorted(rates, key=int)])


def _marks(label: str, found: Mapping[str, Any]) -> QuantileMarks:
    low, median, high = (figure(found[name]) for name in QUANTILES)
    return QuantileMarks(label, median, low, high)


def _says(tariff: Mapping[str, Any]) -> str:
    """Return the medians of the tariff in a sentence; they are of two columns, and no return's own pair."""
    visit, minute = (figure(tariff[part]["median"]) if tariff else None for part in ("per_visit", "per_minute"))
    if visit is None or minute is None:
        return "What a visit costs, by its length."
    return (
        f"In the middle of the market: {gbp(visit)} for a visit and {pounds_a_minute(minute)} for each of its minutes."
    )
