"""Queries of rate cards: those of the asker's own authority, and what a release says beside them."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from costing.forms.homecare import HOMECARE
from costing.formulas.costs import VisitTariff
from markets.fees.domain.term_list import usual_inputs
from markets.fees.queries import figures_in
from markets.models import RateCard
from markets.permissions import can_use_fee_lab
from markets.ratecards.domain.market_rates import HOUR, MarketRates
from markets.ratecards.domain.released_floor import ReleasedFloor, released_floor
from reports.domain.released_table import shown_figures
from reports.domain.released_tariff import released_tariff

COLUMN = HOMECARE.columns[0].key
TOTAL, TRAVEL, VISIT, MEAN_VISIT = "total", "travel_time", "visit_", "supporting_average_visit_minutes"
ZONE = "zone"


def cards_for(context: Context | None) -> QuerySet[RateCard]:
    """Return the cards of the authority, the latest first."""
    if context is None or not can_use_fee_lab(context):
        return RateCard.objects.none()
    rows = RateCard.objects.filter(authority_id=context.own_authority)
    return rows.select_related("authority", "made_by", "changed_by")


def card_for(context: Context | None, card_id: UUID) -> RateCard | None:
    return cards_for(context).filter(id=card_id).first()


def market_rates_in(release: Any) -> MarketRates:
    """Return what a release shows of an hour and of visits."""
    whole, of_zones = _medians(release)
    tariff, minutes = released_tariff(release.table, COLUMN), whole.get(MEAN_VISIT)
    lengths = {line.removeprefix(VISIT): median for line, median in whole.items() if line.startswith(VISIT)}
    return MarketRates(
        total=whole.get(TOTAL),
        by_length={int(k): median for k, median in lengths.items() if k.isdigit()},
        by_zone={zone.casefold(): median for (zone, line), median in of_zones.items() if line == TOTAL},
        tariff=VisitTariff(tariff.per_visit, tariff.per_minute) if tariff else None,
        visits=HOUR / minutes if minutes else None,
    )


def floor_in(release: Any, day: date) -> ReleasedFloor:
    """Return what carries the National Living Wage of a day, by the lines that a release shows."""
    law, (_, of_zones) = usual_inputs(day), _medians(release)
    travel = {zone: median for (zone, line), median in of_zones.items() if line == TRAVEL}
    return released_floor(figures_in(release), travel, Decimal(law["nlw"]) if law else None)


def _medians(release: Any) -> tuple[dict[str, Decimal], dict[tuple[str, str], Decimal]]:
    """Return the shown medians of the whole market by line, and those of its zones by zone and line."""
    whole, of_zones = {}, {}
    for key, (_, _, median, _, _) in shown_figures(release.table).items():
        if median is not None and not key.dimension:
            whole[key.line] = median
        if median is not None and key.dimension == ZONE:
            of_zones[key.group, key.line] = median
    return whole, of_zones
