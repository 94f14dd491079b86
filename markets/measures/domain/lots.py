"""Lots and who delivers them: sub-contracting declarations, hours outside own lots, offers declined in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from markets.measures.domain.figures import AnyFigure, ShareOfVisits, sum_figure
from markets.measures.domain.package_offers import PackageOffer
from markets.measures.domain.sub_contracts import SubContractOfLot

WEEKS_A_YEAR = 52
Hours = Mapping[str, Mapping[str, Fraction]]


@dataclass(frozen=True, slots=True)
class CareLot:
    """An area with a contract: its lead provider, the rate that the council pays, and the dates it holds."""

    lot: str
    provider: str
    starts: date
    until: date | None = None
    zone: str = ""
    rate: Fraction | None = None
    is_exclusive: bool = False
    guaranteed_hours: Fraction = Fraction()

    def holds_within(self, first: date, last: date) -> bool:
        return self.starts <= last and (self.until is None or self.until >= first)

    @property
    def area(self) -> str:
        return self.zone or self.lot


@dataclass(frozen=True, slots=True)
class SubContracting:
    """What a lead provider declares: hours a week of a lot that somebody else delivers, and what it pays for them."""

    lot: str
    lead: str
    sub: str
    hours: Fraction
    rate: Fraction
    starts: date
    until: date | None = None

    def holds_within(self, first: date, last: date) -> bool:
        return self.starts <= last and (self.until is None or self.until >= first)


@dataclass(frozen=True, slots=True)
class DeclaredLot:
    """A declaration beside its lot: what margin is kept, of how much of the lot, and what is said against it."""

    declared: SubContracting
    found: SubContractOfLot
    floor: Fraction | None = None

    @property
    def is_flagged(self) -> bool:
        return self.found.is_flagged()

    @property
    def is_below_floor(self) -> bool:
        """Tell whether the sub's rate does not carry its direct cost at the living wage."""
        return self.floor is not None and not self.found.carries(self.floor)


def declared_lots(
    declarations: Iterable[SubContracting],
    lots: Iterable[CareLot],
    hours: Hours,
    first: date,
    last: date,
    floors: Mapping[str, Fraction] | None = None,
) -> list[DeclaredLot]:
    """Return each declaration of a period whose lot, rate and hours are known; ``hours`` are by zone and provider.

    What a lead declares as passed on is in the lot's hours under the sub's name, or under its own where the sub's
    visits come on the lead's file.
    """
    known = {(each.lot, each.provider): each for each in lots if each.holds_within(first, last)}
    found = []
    for each in declarations:
        lot = known.get((each.lot, each.lead))
        if lot is None or not lot.rate or not each.holds_within(first, last):
            continue
        there = hours.get(lot.area, {})
        whole = sum(there.values(), start=Fraction())
        own = there.get(each.lead, Fraction())
        if each.sub not in there:
            own = max(Fraction(), own - each.hours)
        if whole:
            figures = SubContractOfLot(lot.rate, each.rate, each.hours, own, whole)
            found.append(DeclaredLot(each, figures, (floors or {}).get(lot.area)))
    return found


def sub_margin(found: Sequence[DeclaredLot]) -> AnyFigure:
    """Return the margin that leads keep a year in £, with hours and how many declarations are flagged."""
    if not found:
        return None
    margin = sum((each.found.margin_a_year for each in found), start=Fraction())
    paid = sum((each.found.council_rate * each.found.hours * WEEKS_A_YEAR for each in found), start=Fraction())
    flagged = sum(each.is_flagged or each.is_below_floor for each in found)
    parts: dict[str, AnyFigure] = {
        "share": ShareOfVisits(margin, paid, len(found)),
        "flagged": ShareOfVisits(flagged, len(found), len(found)),
    }
    return sum_figure(margin, len(found), **parts)


def other_lots(provider: str, lots: Sequence[CareLot], hours: Hours, offers: Iterable[PackageOffer]) -> AnyFigure:
    """Return a provider's hours outside its lots of all its hours, and the offers in its lots that it declined."""
    own = {each.area for each in lots if each.provider == provider}
    if not own:
        return None
    theirs = {zone: there[provider] for zone, there in hours.items() if provider in there}
    outside = sum((each for zone, each in theirs.items() if zone not in own), start=Fraction())
    total = sum(theirs.values(), start=Fraction())
    in_own = [each for each in offers if each.zone in own]
    declined = sum(provider in each.declined_by for each in in_own)
    parts: dict[str, AnyFigure] = {"declined": ShareOfVisits(declined, len(in_own), len(in_own))}
    return ShareOfVisits(outside, total, len(theirs), parts)


def outside_of_lots(lots: Sequence[CareLot], hours: Hours) -> AnyFigure:
    """Return hours that providers with lots deliver outside of them, of all that they deliver."""
    areas: dict[str, set[str]] = {}
    for each in lots:
        areas.setdefault(each.provider, set()).add(each.area)
    outside = total = Fraction()
    for zone, there in hours.items():
        for provider, found in there.items():
            if provider in areas:
                total += found
                outside += found if zone not in areas[provider] else 0
    return ShareOfVisits(outside, total, len(areas)) if areas else None
