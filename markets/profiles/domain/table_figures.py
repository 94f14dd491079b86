"""Figures of a profile that come from packages, offers, lots, declarations, rate cards and the register."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from markets.measures.domain import care_packages
from markets.measures.domain.concentration import concentration_index, largest_share, size_bands
from markets.measures.domain.figures import AnyFigure, sum_figure
from markets.measures.domain.lots import declared_lots, other_lots, outside_of_lots, sub_margin
from markets.measures.domain.owners import (
    changes_between,
    local_owners,
    locally_owned,
    owner_changes,
    owner_hours,
)
from markets.measures.domain.package_offers import pickup
from markets.measures.domain.rates_paid import PaidRate, hourly, price, price_by_zone
from markets.profiles.domain.figure_rows import FigureRow, rows_of
from markets.profiles.domain.profile_inputs import PaidCard, ProfileInputs
from markets.ratecards.domain.card_lines import CardBasis, CardLine, DayKind

ZoneHours = Mapping[str, Mapping[str, Fraction]]
# Attendance hours a week by zone, provider and planned minutes.
LengthHours = Mapping[tuple[str, str, int], Fraction]
ANY_DAY = (DayKind.ANY, DayKind.WEEKDAY)


def table_rows(inputs: ProfileInputs, zones: ZoneHours, lengths: LengthHours) -> Iterator[FigureRow]:
    yield from package_rows(inputs)
    yield from offer_rows(inputs)
    yield from lot_rows(inputs, zones)
    yield from price_rows(inputs.card, lengths)
    yield from owner_rows(inputs, zones)


def package_rows(inputs: ProfileInputs) -> Iterator[FigureRow]:
    """Yield turnover, starts by route, hand-backs and dependence, of the market, each provider and each zone."""
    days = (inputs.days.first, inputs.days.last)
    if not inputs.packages:
        return
    own = {
        "provider": care_packages.by_key(inputs.packages, lambda each: each.provider),
        "zone": care_packages.by_key(inputs.packages, lambda each: each.zone),
    }
    figures: dict[str, AnyFigure] = {
        "turnover": care_packages.turnover(inputs.packages, *days),
        "start_route": care_packages.start_route(inputs.packages, *days),
        "handed_back": care_packages.handed_back(inputs.packages, *days),
        "dependence": care_packages.dependence(inputs.packages, *days),
    }
    yield from rows_of(figures, "market")
    for level, groups in own.items():
        for ref, packages in sorted(groups.items()):
            figures = {
                "turnover": care_packages.turnover(packages, *days),
                "handed_back": care_packages.handed_back(packages, *days),
            }
            if level == "provider":
                figures["dependence"] = care_packages.dependence(packages, *days)
            yield from rows_of(figures, level, ref)


def offer_rows(inputs: ProfileInputs) -> Iterator[FigureRow]:
    if not inputs.offers:
        return
    days = (inputs.days.first, inputs.days.last)
    yield from rows_of({"pickup": pickup(inputs.offers, *days)}, "market")
    for zone in sorted({each.zone for each in inputs.offers if each.zone}):
        own = [each for each in inputs.offers if each.zone == zone]
        yield from rows_of({"pickup": pickup(own, *days)}, "zone", zone)


def lot_rows(inputs: ProfileInputs, zones: ZoneHours) -> Iterator[FigureRow]:
    """Yield hours outside of lots, and the margin of sub-contracting, of the market and of each lead."""
    days = (inputs.days.first, inputs.days.last)
    lots = [lot for lot in inputs.lots if lot.holds_within(*days)]
    declared = declared_lots(inputs.declarations, lots, zones, *days)
    market: dict[str, AnyFigure] = {}
    if lots:
        market["other_lots"] = outside_of_lots(lots, zones)
    if declared:
        market["sub_margin"] = sub_margin(declared)
    yield from rows_of(market, "market")
    for provider in sorted({lot.provider for lot in lots}):
        figures = {"other_lots": other_lots(provider, lots, zones, inputs.offers)}
        theirs = [each for each in declared if each.declared.lead == provider]
        if theirs:
            figures["sub_margin"] = sub_margin(theirs)
        yield from rows_of(figures, "provider", provider)


def paid_rates(card: PaidCard | None, lengths: LengthHours) -> dict[str, list[PaidRate]]:
    """Return what each provider's hours are paid at by the card; a zone and length without a rate is left out."""
    found: defaultdict[str, list[PaidRate]] = defaultdict(list)
    if card is None:
        return {}
    for (zone, provider, minutes), hours in lengths.items():
        rate = rate_for(card, zone, minutes)
        if rate is not None and hours:
            found[provider].append(PaidRate(zone, minutes, rate, hours))
    return dict(found)


def rate_for(card: PaidCard, zone: str, minutes: int, careworkers: int = 1) -> Fraction | None:
    """Return £ an hour of a weekday for so many careworkers: the line of this zone and length before wider ones."""
    by_so_many = [line for line in card.lines if line.careworkers == careworkers]
    fitting = [line for line in by_so_many if line.day in ANY_DAY and _fits(line, zone, minutes)]
    if not fitting:
        return None
    best = max(fitting, key=lambda line: (bool(line.zone), line.minutes is not None, line.day == DayKind.WEEKDAY))
    by_visit = card.basis is CardBasis.VISIT
    return hourly(Decimal(best.rate), best.minutes or minutes, by_visit=by_visit)


def _fits(line: CardLine, zone: str, minutes: int) -> bool:
    return line.zone.casefold() in ("", zone.casefold()) and line.minutes in (None, minutes)


def price_rows(card: PaidCard | None, lengths: LengthHours) -> Iterator[FigureRow]:
    by_provider = paid_rates(card, lengths)
    paid = [each for own in by_provider.values() for each in own]
    if not paid:
        return
    yield from rows_of({"price": price(paid)}, "market")
    for zone, figure in sorted(price_by_zone(paid).items()):
        yield from rows_of({"price": figure}, "zone", zone)
    for provider, own in sorted(by_provider.items()):
        yield from rows_of({"price": price(own)}, "provider", provider)


def owner_rows(inputs: ProfileInputs, zones: ZoneHours) -> Iterator[FigureRow]:
    """Yield concentration by owner, hours of local owners, and each owner's hours."""
    if not inputs.owners:
        return
    whole: defaultdict[str, Fraction] = defaultdict(Fraction)
    for there in zones.values():
        for provider, hours in there.items():
            whole[provider] += hours
    by_owner = owner_hours(whole, inputs.owners)
    local = local_owners(inputs.listed, inputs.authority)
    figures: dict[str, AnyFigure] = {
        "size_band.owners": size_bands(by_owner),
        "cr.owners": largest_share(by_owner),
        "hhi.owners": concentration_index(by_owner),
        "locally_owned": locally_owned(by_owner, local),
        "owners": sum_figure(len(by_owner), len(by_owner)),
    }
    if inputs.before:
        here = [each for each in inputs.listed if each.authority == inputs.authority]
        figures["owner_changes"] = owner_changes(changes_between(inputs.before, here, whole))
    yield from rows_of(figures, "market")


def unknown(keys: Iterable[str], there: Iterable[FigureRow]) -> Iterator[FigureRow]:
    """Yield a row for each measure of the market that nothing was there to make of."""
    known = {row.measure for row in there if row.level == "market"}
    yield from (FigureRow(key, "market") for key in keys if key not in known)
