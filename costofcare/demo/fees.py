"""Three fee scenarios of the invented authority, one of them frozen, and its rate cards of two years."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.domain.context import Context
from costofcare.demo.outcome import done
from costofcare.demo.register import PRICE_DATE
from markets.fees.actions import scenarios
from markets.fees.domain.input_sources import released_sources, usual_sources
from markets.fees.domain.released_start import ReleasedFigure, StartTerms, faults_of, inputs_from, market_minutes
from markets.fees.domain.term_list import usual_inputs
from markets.fees.queries import figures_in, releases_to_begin_from
from markets.ratecards.actions import cards
from markets.ratecards.domain.card_lines import CardBasis, CardLine, DayKind
from markets.ratecards.domain.typed_card import TypedCard
from spreadsheets.decimals import rounded

# What the invented council types where the release hides a figure.
TYPED = {
    "direct_care": "12.90",
    "travel_time": "2.10",
    "mileage": "1.40",
    "ppe": "0.25",
    "training": "0.35",
    "holiday": "1.85",
    "noncontact": "0.30",
    "sickness_maternity": "0.40",
    "notice_suspension": "0.05",
    "national_insurance": "1.60",
    "pension": "0.45",
    "business_costs": "5.20",
    "return_on_operations": "1.30",
    "travel_minutes_per_contact_hour": "15",
    "contact_hours_per_week": "700",
    "mileage_rate": "0.35",
    "visits_15": "100",
    "visits_30": "800",
    "visits_45": "300",
    "visits_60": "150",
}
BECAUSE = "From the council’s own payments; invented, as all of this authority"
# How far a visit is in each zone, beside the market’s own mean.
ZONES = {"Town": Decimal("0.8"), "Villages": Decimal("1.2"), "Moor": Decimal("1.9")}
COUNCIL = {
    "Town": {"fee": "25.20", "hours": "3000"},
    "Villages": {"fee": "25.20", "hours": "2400"},
    "Moor": {"fee": "26.80", "hours": "1600"},
}
# £ a visit of one careworker by its minutes; the moor has a rate of its own only in the second year.
LAST_YEAR = {15: "6.90", 30: "12.10", 45: "17.60", 60: "23.10"}
THIS_YEAR = {15: "7.40", 30: "12.95", 45: "18.90", 60: "24.80"}
THIS_YEAR_ON_THE_MOOR = {15: "9.20", 30: "14.75", 45: "20.70", 60: "26.60"}
HANDS, AT_WEEKENDS = Decimal("1.9"), Decimal("1.06")
HIGHER_WAGE, SHORTER_WAY = Decimal("1.06"), Decimal("0.8")


def build_scenarios(by: Context) -> None:
    """Build the scenarios as a commissioner would; the last one is frozen."""
    first = _begun(by, "As released, by zone")
    _changed(
        by, first, "With 6 % more pay", {"pay": _times(first.inputs["pay"], HIGHER_WAGE)}, "An offer of the unions"
    )
    shorter = {
        name: {**way, "t": _times(way["t"], SHORTER_WAY), "d": _times(way["d"], SHORTER_WAY)}
        for name, way in first.inputs["zones"].items()
    }
    last = _changed(by, first, "With zones redrawn", {"zones": shorter}, "A fifth less travel, as a trial round showed")
    done(scenarios.freeze(by=by, scenario_id=last.id))


def keep_rate_cards(by: Context) -> None:
    """Keep the card of the year before the price date and, from it on, one that holds until further notice."""
    before = TypedCard(
        "Framework rates 2025–26", CardBasis.VISIT, date(2025, 4, 1), date(2026, 3, 31), list(_lines("", LAST_YEAR))
    )
    now = [*_lines("Town", THIS_YEAR), *_lines("Villages", THIS_YEAR), *_lines("Moor", THIS_YEAR_ON_THE_MOOR)]
    for card in (before, TypedCard("Framework rates from April 2026", CardBasis.VISIT, PRICE_DATE, None, now)):
        done(cards.keep(by=by, card=card))


def _lines(zone: str, rates: Mapping[int, str]) -> Iterator[CardLine]:
    for minutes, rate in rates.items():
        yield CardLine(zone, minutes, DayKind.WEEKDAY, 1, Decimal(rate))
        yield CardLine(zone, minutes, DayKind.WEEKEND, 1, rounded(Decimal(rate) * AT_WEEKENDS))
    yield CardLine(zone, 30, DayKind.ANY, 2, rounded(Decimal(rates[30]) * HANDS))


def _begun(by: Context, name: str) -> Any:
    release = releases_to_begin_from(by).first()
    if release is None:
        usual = usual_inputs(PRICE_DATE) or {}
        return done(scenarios.start(by=by, name=name, inputs=usual, sources=usual_sources(usual)))
    figures = figures_in(release)
    whole = _whole(figures)
    minutes = {zone: (market_minutes(whole) or Decimal(8)) * share for zone, share in ZONES.items()}
    minutes = {zone: rounded(number, 1) for zone, number in minutes.items()}
    usual = usual_inputs(release.exercise.price_date)
    assert usual is not None and not faults_of(whole, minutes)
    inputs = inputs_from(whole, StartTerms(Decimal("0.65"), minutes, usual))
    sources = released_sources(inputs, figures, BECAUSE)
    begun = done(scenarios.start(by=by, name=name, inputs=inputs, sources=sources, release_id=release.id))
    return _saved(by, begun, begun.inputs, "")


def _whole(figures: Sequence[ReleasedFigure]) -> dict[str, Decimal]:
    return {one.key: Decimal(TYPED[one.key]) if one.median is None else one.median for one in figures}


def _changed(by: Context, first: Any, name: str, changed: dict[str, Any], because: str) -> Any:
    copied = done(scenarios.copy(by=by, scenario_id=first.id, name=name))
    return _saved(by, copied, {**copied.inputs, **changed}, because)


def _saved(by: Context, row: Any, inputs: dict[str, Any], because: str) -> Any:
    council = {name: own for name, own in COUNCIL.items() if name in inputs["zones"]}
    words = {"name": row.name, "note": "", "because": because}
    scenario_id: UUID = row.id
    return done(
        scenarios.save(by=by, scenario_id=scenario_id, edition=row.edition, inputs=inputs, council=council, **words)
    )


def _times(number: str, factor: Decimal) -> str:
    return f"{rounded(Decimal(number) * factor):f}"
