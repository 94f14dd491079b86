"""Figures of a profile that come from visits: measures of the catalogue, and hours in all the ways pictures need."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from fractions import Fraction

from markets.measures.domain import sql_hours
from markets.measures.domain.concentration import hours_without_place
from markets.measures.domain.figures import CLIENTS, AnyFigure, ShareOfVisits, sum_figure, unless_few
from markets.measures.domain.sql_care import LEVELS, MARKET, PROVIDERS, SqlLevel
from markets.measures.domain.stored_measures import Rows, StoredMeasures, StoredVisits
from markets.profiles.domain.figure_rows import FigureRow, rows_of
from markets.profiles.domain.profile_inputs import EPOCH
from markets.visits.domain.attendance import HOUR

Statement = Callable[[str, SqlLevel], str]
ZONE_SLOT = "zone_slot"
ZoneHours = Mapping[str, Mapping[str, Fraction]]


def measure_rows(found: StoredMeasures) -> Iterator[FigureRow]:
    yield from rows_of(found.market, "market")
    for name, figures in found.provider.items():
        yield from rows_of(figures, "provider", name)
    for name, figures in found.zone.items():
        yield from rows_of(figures, "zone", name)


def hours_by_zone(visits: StoredVisits) -> dict[str, dict[str, Fraction]]:
    """Return planned hours a week by zone and provider."""
    found: defaultdict[str, dict[str, Fraction]] = defaultdict(dict)
    for _, provider, zone, seconds in visits.ask(sql_hours.provider_hours(visits.relation, MARKET), [[]]):
        found[zone][provider] = Fraction(seconds, HOUR * visits.weeks)
    return dict(found)


def hours_rows(visits: StoredVisits) -> Iterator[FigureRow]:
    """Yield hours a week, clients, hours of each week and of each length, at every level."""
    for level in LEVELS:
        figures: defaultdict[str, dict[str, AnyFigure]] = defaultdict(dict)
        for ref, clients, _, attendances in _ask(visits, sql_hours.clients, level):
            figures[ref]["clients"] = unless_few(clients, CLIENTS, sum_figure(clients, clients))
            figures[ref]["attendances"] = sum_figure(attendances, attendances)
        _weeks(visits, level, figures)
        if level.key != "provider":
            _lengths(visits, level, figures)
        for ref, each in sorted(figures.items()):
            yield from rows_of(each, level.key, ref)


def _ask(visits: StoredVisits, statement: Statement, level: SqlLevel) -> Rows:
    return visits.ask(statement(visits.relation, level), [[]])


def _weeks(visits: StoredVisits, level: SqlLevel, figures: dict[str, dict[str, AnyFigure]]) -> None:
    totals: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for ref, monday, planned, delivered, clients in _ask(visits, sql_hours.weeks, level):
        week = (EPOCH + timedelta(days=int(monday))).isoformat()
        figure = ShareOfVisits(Fraction(delivered, HOUR), Fraction(planned, HOUR), clients)
        figures[ref][f"weekly.{week}"] = figure
        totals[ref][0] += delivered
        totals[ref][1] += planned
    for ref, (delivered, planned) in totals.items():
        figures[ref]["hours"] = sum_figure(Fraction(planned, HOUR * visits.weeks), 1)
        figures[ref]["delivered_hours"] = sum_figure(Fraction(delivered, HOUR * visits.weeks), 1)


def _lengths(visits: StoredVisits, level: SqlLevel, figures: dict[str, dict[str, AnyFigure]]) -> None:
    found = _ask(visits, sql_hours.lengths, level)
    whole: defaultdict[str, int] = defaultdict(int)
    for ref, _, attendances, _, _ in found:
        whole[ref] += attendances
    for ref, minutes, attendances, _, clients in found:
        share = ShareOfVisits(attendances, whole[ref], attendances)
        figures[ref][f"length.{minutes}"] = unless_few(clients, CLIENTS, share)


def slot_rows(visits: StoredVisits) -> Iterator[FigureRow]:
    """Yield each provider's planned hours a week by slot of the day and zone, hidden where few clients make them."""
    for ref, zone, slot, seconds, clients in _ask(visits, sql_hours.slots, PROVIDERS):
        hours = sum_figure(Fraction(seconds, HOUR * visits.weeks), clients)
        yield from rows_of({f"{ZONE_SLOT}.{slot}.{zone}": unless_few(clients, CLIENTS, hours)}, "provider", ref)


def failure_rows(zones: ZoneHours) -> Iterator[FigureRow]:
    """Yield for each provider the hours a week with nowhere to go if it failed, of its hours; and its hours by zone."""
    by_provider: defaultdict[str, dict[str, Fraction]] = defaultdict(dict)
    for zone, there in zones.items():
        for provider, hours in there.items():
            by_provider[provider][zone] = hours
    for provider, own in sorted(by_provider.items()):
        whole = sum(own.values(), start=Fraction())
        figure = ShareOfVisits(hours_without_place(by_provider, provider), whole, len(own))
        figures: dict[str, AnyFigure] = {f"zone.{zone}": sum_figure(hours, 1) for zone, hours in own.items()}
        yield from rows_of({"resilience": figure, **figures}, "provider", provider)
