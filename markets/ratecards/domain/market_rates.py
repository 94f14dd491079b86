"""What a release says a visit costs: by its length, or by zone and minute, of published figures alone.

A zone's price of a visit is A = (total of the zone − 60·B) / q, with B the price of a minute in the whole market: it
keeps the zone's total. Where a zone's total or one of the others is hidden, its visits are the whole market's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from costing.formulas.costs import VisitTariff

HOUR = Decimal(60)
BY_LENGTH = "its length, whole market"
BY_TARIFF = "the tariff, whole market"
BY_ZONE = "the zone and the tariff"
HOUR_OF_ZONE, HOUR_OF_ALL = "the zone’s total", "the total, whole market"
HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class VisitCost:
    """A released cost, £ a visit or an hour, and what it rests on; no ``amount`` where that is hidden."""

    amount: Decimal | None
    basis: str


@dataclass(frozen=True)
class MarketRates:
    """Medians of a release, £ per contact hour; None and what is not there are hidden.

    ``by_length`` goes by minutes, ``by_zone`` by the zone's name in small letters; ``visits`` are those of an hour.
    """

    total: Decimal | None = None
    by_length: Mapping[int, Decimal] = field(default_factory=dict)
    by_zone: Mapping[str, Decimal] = field(default_factory=dict)
    tariff: VisitTariff | None = None
    visits: Decimal | None = None

    def of_hour(self, zone: str) -> VisitCost:
        """Return what an hour costs at the mix of lengths: of the zone if it was released, or else of all."""
        known = self.by_zone.get(zone.casefold()) if zone else None
        if known is not None:
            return VisitCost(known, HOUR_OF_ZONE)
        return VisitCost(self.total, HIDDEN if self.total is None else HOUR_OF_ALL)

    def of_visit(self, zone: str, minutes: int) -> VisitCost:
        """Return what a visit costs."""
        of_zone = self._of_zone(zone, minutes)
        if of_zone is not None:
            return VisitCost(of_zone, BY_ZONE)
        if minutes in self.by_length:
            return VisitCost(self.by_length[minutes] * minutes / HOUR, BY_LENGTH)
        if self.tariff is not None:
            return VisitCost(self.tariff.cost_of(Decimal(minutes)), BY_TARIFF)
        return VisitCost(None, HIDDEN)

    def _of_zone(self, zone: str, minutes: int) -> Decimal | None:
        total = self.by_zone.get(zone.casefold()) if zone else None
        if total is None or self.tariff is None or not self.visits:
            return None
        a_visit = (total - HOUR * self.tariff.per_minute) / self.visits
        return a_visit + self.tariff.per_minute * minutes if a_visit >= 0 else None
