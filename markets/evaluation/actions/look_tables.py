"""Fetch for a worker what a look is made of beside visits: the tables and rate cards of the council."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from markets.evaluation.domain.beside_visits import LookTables, PackagesOn
from markets.evaluation.domain.judged_beside import PRICES, WAITS
from markets.evaluation.domain.look_weeks import WEEK, LookWeeks
from markets.models import MarketTable, RateCard
from markets.profiles.domain.profile_inputs import PaidCard
from markets.ratecards.domain.card_lines import CardBasis, lines_of
from markets.tables.domain.table_kinds import MarketTableKind
from markets.tables.domain.table_values import offers_from, packages_from


def tables_of(authority_id: UUID, weeks: LookWeeks, baseline_last: date, keys: Sequence[str]) -> LookTables:
    """Return the tables of a look; packages of both days where it is no baseline."""
    offers = kept_of(authority_id, MarketTableKind.OFFERS).last() if set(WAITS) & set(keys) else None
    is_look = weeks.last != baseline_last
    return LookTables(
        _cards(authority_id, weeks) if set(PRICES) & set(keys) else [None] * weeks.count,
        offers_from(offers.rows) if offers else None,
        kept_on(offers),
        (_packages(authority_id, baseline_last), _packages(authority_id, weeks.last)) if is_look else (None, None),
    )


def kept_of(authority_id: UUID, kind: MarketTableKind) -> QuerySet[MarketTable]:
    """Return the tables of a kind that were kept, in their order."""
    rows = MarketTable.objects.filter(authority_id=authority_id, kind=kind, kept_at__isnull=False)
    return rows.order_by("kept_at")


def kept_on(table: MarketTable | None) -> date | None:
    return timezone.localtime(table.kept_at).date() if table is not None and table.kept_at is not None else None


def _cards(authority_id: UUID, weeks: LookWeeks) -> list[PaidCard | None]:
    """Return the card that holds on the last day of each week."""
    cards = list(RateCard.objects.filter(authority_id=authority_id, valid_from__lte=weeks.last))
    ends = [start + timedelta(days=WEEK - 1) for start in weeks.starts]
    return [_card(next((card for card in cards if _holds(card, day)), None)) for day in ends]


def _holds(card: RateCard, day: date) -> bool:
    return card.valid_from <= day and (card.valid_until is None or card.valid_until >= day)


def _card(card: RateCard | None) -> PaidCard | None:
    return PaidCard(CardBasis(card.basis), lines_of(card.lines)) if card else None


def _packages(authority_id: UUID, day: date) -> PackagesOn | None:
    """Return the packages of the table that was kept first after a day: the nearest to what held on it."""
    found = kept_of(authority_id, MarketTableKind.PACKAGES).filter(kept_at__date__gt=day).first()
    return PackagesOn(day, found.sha256, packages_from(found.rows)) if found else None
