"""Keep, change and throw away rate cards; their dates follow each other without gap or overlap."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.fees.domain.overtaken import overtaken
from markets.models import RateCard
from markets.permissions import can_use_fee_lab
from markets.ratecards.domain.card_dates import A_DAY, CardDates, trouble_with, trouble_without
from markets.ratecards.domain.typed_card import TypedCard
from markets.ratecards.queries import cards_for

KIND = "rate card"
MOST_CARDS = 200
CROWDED = f"There are {MOST_CARDS} rate cards already. Throw away the first ones."


def dates_of(row: RateCard) -> CardDates:
    return CardDates(row.name, row.valid_from, row.valid_until)


@transaction.atomic
def keep(*, by: Context, card: TypedCard, key: UUID | None = None) -> RateCard | Refusal | None:
    """Keep a new card; refused, in words, where its dates do not follow those of the others."""
    if not can_use_fee_lab(by):
        return None
    if found := made_before(cards_for(by), key):
        return found
    rows = _all(by)
    if len(rows) >= MOST_CARDS:
        return Refusal(CROWDED)
    if because := _trouble(by, card, rows):
        return Refusal(because)
    now = timezone.now()
    row = RateCard(id=key or uuid4(), authority_id=by.own_authority, made_at=now, made_by_id=by.person_id, edition=0)
    return _written(by, row, card, "kept a rate card")


@transaction.atomic
def change(*, by: Context, card_id: UUID, edition: int, card: TypedCard) -> RateCard | Refusal | None:
    """Change a card; refused if somebody else has changed it since ``edition``, or its dates do not fit."""
    rows = _all(by)
    row = next((one for one in rows if one.id == card_id), None)
    if row is None:
        return None
    if row.edition != edition:
        return overtaken(row.name, row.changed_by.full_name)
    if because := _trouble(by, card, [one for one in rows if one.id != card_id]):
        return Refusal(because)
    return _written(by, row, card, "changed a rate card")


@transaction.atomic
def throw_away(*, by: Context, card_id: UUID) -> str | Refusal | None:
    """Delete the first or the last card and return its name; one between others would leave a gap."""
    rows = _all(by)
    row = next((one for one in rows if one.id == card_id), None)
    if row is None:
        return None
    if because := trouble_without(dates_of(row), [dates_of(one) for one in rows if one.id != card_id]):
        return Refusal(because)
    audit.record_on(row, by=by, verb="threw a rate card away", kind=KIND, words=row.name)
    row.delete()
    return row.name


def _all(by: Context) -> list[RateCard]:
    """Return the authority's cards, which nobody else changes until this is done."""
    take_turn(f"rate cards {by.authority_id}")
    return list(cards_for(by))


def _trouble(by: Context, card: TypedCard, others: Sequence[RateCard]) -> str:
    """Return what stands against the dates of a card; the open card before it is ended if that was asked."""
    open_one = next((one for one in others if one.valid_until is None and one.valid_from < card.valid_from), None)
    if not card.ends_open_one or open_one is None:
        return trouble_with(card.dates, [dates_of(one) for one in others])
    ended = CardDates(open_one.name, open_one.valid_from, card.valid_from - A_DAY)
    others_then = [ended, *(dates_of(one) for one in others if one is not open_one)]
    if because := trouble_with(card.dates, others_then):
        return because
    open_one.valid_until, open_one.edition = ended.last, open_one.edition + 1
    open_one.changed_at, open_one.changed_by_id = timezone.now(), by.person_id
    open_one.save()
    audit.record_on(open_one, by=by, verb="ended a rate card", kind=KIND, words=open_one.name)
    return ""


def _written(by: Context, row: RateCard, card: TypedCard, verb: str) -> RateCard:
    row.name, row.basis, row.lines = card.name, card.basis.value, [line.as_json for line in card.lines]
    row.valid_from, row.valid_until, row.edition = card.valid_from, card.valid_until, row.edition + 1
    row.changed_at, row.changed_by_id = timezone.now(), by.person_id
    row.save()
    audit.record_on(row, by=by, verb=verb, kind=KIND, words=row.name)
    return row
