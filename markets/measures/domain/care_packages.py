"""Measures of packages: turnover by route with survival, starts by route, hand-backs, dependence on the council."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from markets.measures.domain.figures import CLIENTS, AnyFigure, ShareOfVisits, sum_figure, unless_few
from markets.measures.domain.survival import SurvivalCurve, kaplan_meier
from markets.measures.domain.turnover_of_clients import ends_per_hundred, mean_stay_in_weeks

A_YEAR = 364
WEEK = 7
ROUTES = ("hospital", "community", "reablement", "provider_change", "self_funder_below_threshold", "unknown")
REASONS = ("died", "care_home", "reablement_ended", "provider_handed_back", "provider_change", "self_funds", "other")
FUNDERS = ("council", "nhs", "other_council", "self_funder", "unknown")
HANDED_BACK = "provider_handed_back"


@dataclass(frozen=True, slots=True)
class CarePackage:
    """What is commissioned for one client at one provider; ``until`` is its last day, None while it lasts."""

    client: str
    provider: str
    starts: date
    until: date | None
    hours: Fraction
    careworkers: int = 1
    zone: str = ""
    ruc: str = ""
    route: str = "unknown"
    reason: str = ""
    funder: str = "council"

    def days_within(self, first: date, last: date) -> int:
        """Return on how many days of a period it was on the books."""
        end = min(self.until or last, last)
        return max(0, (end - max(self.starts, first)).days + 1)

    def ended_within(self, first: date, last: date) -> bool:
        return self.until is not None and first <= self.until < last


def mean_on_books(packages: Iterable[CarePackage], first: date, last: date) -> Fraction:
    days = (last - first).days + 1
    return Fraction(sum(each.days_within(first, last) for each in packages), days)


def turnover(packages: Sequence[CarePackage], first: date, last: date) -> AnyFigure:
    """Return ends per 100 clients a year, with the mean stay in weeks and the median by Kaplan–Meier, and by route."""
    parts: dict[str, AnyFigure] = {}
    for route, own in by_key(packages, lambda each: each.route).items():
        parts[route] = _turnover(own, first, last)
    return _turnover(packages, first, last, parts)


def _turnover(
    packages: Sequence[CarePackage], first: date, last: date, further: dict[str, AnyFigure] | None = None
) -> AnyFigure:
    there = [each for each in packages if each.days_within(first, last)]
    ends = sum(each.ended_within(first, last) for each in there)
    books, years = mean_on_books(there, first, last), Fraction((last - first).days + 1, A_YEAR)
    a_year, clients = Fraction(ends) / years, len({each.client for each in there})
    if not ends_per_hundred(a_year, books):
        return unless_few(clients, CLIENTS, ShareOfVisits(0, books, ends, further or {}) if books else None)
    parts = dict(further or {})
    stay, median = mean_stay_in_weeks(a_year, books), stay_curve(there, first, last).median
    parts["mean_weeks"] = sum_figure(stay, ends) if stay is not None else None
    parts["median_weeks"] = sum_figure(Fraction(median, WEEK), ends) if median is not None else None
    return unless_few(clients, CLIENTS, ShareOfVisits(100 * a_year, books, ends, parts))


def stay_curve(packages: Iterable[CarePackage], first: date, last: date) -> SurvivalCurve:
    """Return how long packages last, those that still do counted as lasting, seen from the period's first day on."""
    there = [each for each in packages if each.days_within(first, last)]
    spells, entered = [], []
    for each in there:
        ended = each.ended_within(first, last)
        end = each.until if ended and each.until is not None else last
        spells.append(((end - each.starts).days + 1, ended))
        entered.append(max(0, (first - each.starts).days))
    return kaplan_meier(spells, entered)


def start_route(packages: Iterable[CarePackage], first: date, last: date) -> AnyFigure:
    """Return starts of the period that came from hospital of all, and each route."""
    begun = [each for each in packages if first <= each.starts <= last]
    clients = len({each.client for each in begun})
    parts = {
        route: unless_few(len({each.client for each in own}), CLIENTS, ShareOfVisits(len(own), len(begun), len(own)))
        for route, own in by_key(begun, lambda each: each.route).items()
    }
    from_hospital = sum(each.route == "hospital" for each in begun)
    return unless_few(clients, CLIENTS, ShareOfVisits(from_hospital, len(begun), len(begun), parts))


def handed_back(packages: Iterable[CarePackage], first: date, last: date) -> AnyFigure:
    """Return packages that providers handed back in a year per 100 on the books."""
    there = [each for each in packages if each.days_within(first, last)]
    back = sum(each.reason == HANDED_BACK and each.ended_within(first, last) for each in there)
    books, years = mean_on_books(there, first, last), Fraction((last - first).days + 1, A_YEAR)
    clients = len({each.client for each in there})
    return unless_few(clients, CLIENTS, ShareOfVisits(100 * Fraction(back) / years, books, back) if books else None)


def dependence(packages: Iterable[CarePackage], first: date, last: date) -> ShareOfVisits | None:
    """Return the council's hours of all hours; None where nothing is told of hours that others pay."""
    hours: defaultdict[str, Fraction] = defaultdict(Fraction)
    n = 0
    for each in packages:
        if days := each.days_within(first, last):
            hours[each.funder] += each.hours * days
            n += 1
    others = sum((each for funder, each in hours.items() if funder != "council"), start=Fraction())
    if not others:
        return None
    length = Fraction((last - first).days + 1)
    return ShareOfVisits(hours["council"] / length, (hours["council"] + others) / length, n)


def weekly_hours(packages: Iterable[CarePackage], first: date, last: date) -> dict[str, Fraction]:
    """Return mean hours a week on the books by provider."""
    found: defaultdict[str, Fraction] = defaultdict(Fraction)
    days = (last - first).days + 1
    for each in packages:
        found[each.provider] += each.hours * Fraction(each.days_within(first, last), days)
    return {name: hours for name, hours in found.items() if hours}


def by_key(packages: Iterable[CarePackage], key: Callable[[CarePackage], str]) -> dict[str, list[CarePackage]]:
    found: defaultdict[str, list[CarePackage]] = defaultdict(list)
    for each in packages:
        found[key(each)].append(each)
    return dict(found)
