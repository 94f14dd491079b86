"""Count the contacts of all locations of an exercise in the database, by the domain's own rules."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from itertools import product
from typing import Any, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, Case, Count, F, Func, Max, Q, QuerySet, When, Window
from django.db.models.functions import Coalesce, RowNumber, TruncWeek

from accounts.domain.context import Context
from engagement.contacts.domain.counting_rules import (
    MAILINGS,
    Kind,
    is_call,
    is_email,
    is_promise,
    is_word_on_taking_part,
)
from engagement.contacts.domain.vocabulary import Channel, ContactOutcome, Direction
from engagement.contacts.queries.kept_counts import SHARES, kept, share_of, with_shares
from engagement.coverage.domain.location_status import COUNTED, Touches
from engagement.models import ContactAbout
from engagement.permissions import can_log

UK = ZoneInfo("Europe/London")
Newest: TypeAlias = Mapping[UUID, tuple[Any, ...]]
SUMS = ("participation_id", *COUNTED, "last_at", "called_at")
# What counts once for a location: a contact, or all those that were one mailing.
ONCE = Case(When(contact__source__in=MAILINGS, then=Coalesce("contact__batch", "contact_id")), default=F("contact_id"))
OF_LOCATION = ("participation_id", "-contact__happened_at", "-contact__logged_at")


class _OneOf(Func):
    """Tell whether channel, direction and outcome are one of the ways that count: as one text, which is looked up."""

    arg_joiner = " || ' ' || "
    output_field = BooleanField()


@cache
def counted(kind: Kind) -> Q:
    """Return a kind of contact as a condition, made of every combination that counts as it.

    The words are the vocabulary's own. As a tree of conditions they took longer to put into SQL than to be counted.
    """
    ways = [
        f"'{channel} {direction} {outcome}'"
        for channel, direction, outcome in product(Channel, Direction, ContactOutcome)
        if kind(channel, direction, outcome)
    ]
    fields = (F(f"contact__{name}") for name in ("channel", "direction", "outcome"))
    return Q(_OneOf(*fields, template=f"(%(expressions)s) IN ({', '.join(ways)})"))


def standing_contacts(context: Context | None, exercise_id: UUID) -> QuerySet[ContactAbout]:
    """Return a row for each location of each contact that was not taken back."""
    if context is None or not can_log(context):
        return ContactAbout.objects.none()
    return ContactAbout.objects.filter(
        authority_id=context.own_authority, exercise_id=exercise_id, contact__withdrawn_at__isnull=True
    )


def touches_in(context: Context | None, exercise_id: UUID, participation_id: UUID | None = None) -> dict[UUID, Touches]:
    """Return the contacts' totals by participation, for locations with any contact.

    Three queries, however many there are; of a whole exercise they are kept.
    """
    rows = standing_contacts(context, exercise_id)
    if context is None or not can_log(context):
        return {}
    if participation_id:
        return _touches_of(rows.filter(participation_id=participation_id))
    found: dict[UUID, Touches] = {}
    for share in kept(context, exercise_id, "touches", lambda shares: _touches_by_share(_in_shares(rows, shares))):
        found |= share
    return found


def _touches_by_share(rows: QuerySet[ContactAbout]) -> dict[int, dict[UUID, Touches]]:
    found: dict[int, dict[UUID, Touches]] = {}
    for participation_id, touches in _touches_of(rows).items():
        found.setdefault(share_of(participation_id), {})[participation_id] = touches
    return found


def _in_shares(rows: QuerySet[ContactAbout], shares: Collection[int]) -> QuerySet[ContactAbout]:
    return rows if len(shares) == SHARES else with_shares(rows).filter(share__in=shares)


def _touches_of(rows: QuerySet[ContactAbout]) -> dict[UUID, Touches]:
    sums = rows.values("participation_id").annotate(
        **{name: Count(ONCE, filter=counted(kind), distinct=True) for name, kind in COUNTED.items()},
        last_at=Max("contact__happened_at"),
        called_at=Max("contact__happened_at", filter=counted(is_call)),
    )
    words = _newest(rows.filter(counted(is_word_on_taking_part)), "outcome", "happened_at")
    dates = _newest(rows.filter(counted(is_promise)), "promised_on")
    return {row["participation_id"]: _touches(row, words, dates) for row in sums.values(*SUMS)}


def _touches(row: Mapping[str, Any], words: Newest, dates: Newest) -> Touches:
    which = row["participation_id"]
    word, word_at = words.get(which, (None, None))
    (promised_on,) = dates.get(which, (None,))
    return Touches(
        **{name: row[name] for name in SUMS if name != "participation_id"},
        word=ContactOutcome(word) if word else None,
        word_at=word_at,
        promised_on=promised_on,
    )


def _newest(rows: QuerySet[ContactAbout], *fields: str) -> Newest:
    newest = rows.order_by(*OF_LOCATION).distinct("participation_id")
    values = newest.values_list("participation_id", *(f"contact__{field}" for field in fields))
    return {row[0]: row[1:] for row in values}


def contacts_by_week(
    context: Context | None, exercise_id: UUID, participation_ids: list[UUID] | None = None
) -> dict[tuple[date, str], int]:
    """Count contacts by Monday and kind, once for each location that they are about, as on the locations' own pages.

    So a message to forty counts alike whether it was logged once or forty times, and a mailing to three people of one
    location once, when it began. ``participation_ids`` limits it to these; the whole exercise's is kept.
    """
    rows = standing_contacts(context, exercise_id)
    if context is None or not can_log(context):
        return {}
    if participation_ids is not None:
        return _by_week(rows.filter(participation_id__in=participation_ids))
    found: Counter[tuple[date, str]] = Counter()
    for share in kept(context, exercise_id, "weeks", lambda shares: _weeks_by_share(_in_shares(rows, shares))):
        found.update(share)
    return dict(found)


def _by_week(rows: QuerySet[ContactAbout]) -> dict[tuple[date, str], int]:
    return next(iter(_weeks_by(rows).values()), {})


def _weeks_by_share(rows: QuerySet[ContactAbout]) -> dict[int, dict[tuple[date, str], int]]:
    return _weeks_by(with_shares(rows), "share")


def _weeks_by(rows: QuerySet[ContactAbout], *share: str) -> dict[int, dict[tuple[date, str], int]]:
    """Count by week, and by share if they are to be kept apart."""
    sums = (
        rows.annotate(week=TruncWeek("contact__happened_at", tzinfo=UK))
        .values(*share, "week")
        .annotate(
            every=Count("id"),
            message=Count("id", filter=counted(is_email)),
            email=Count("id", filter=Q(id__in=_first_of_each(rows.filter(counted(is_email))))),
            call=Count("id", filter=counted(is_call)),
        )
        .order_by("week")
    )
    found: dict[int, dict[tuple[date, str], int]] = {}
    for row in sums:
        week, monday = found.setdefault(row.get("share", 0), {}), row["week"].date()
        week[monday, "email"], week[monday, "call"] = row["email"], row["call"]
        week[monday, "other"] = row["every"] - row["message"] - row["call"]
    return found


def _first_of_each(rows: QuerySet[ContactAbout]) -> Any:
    """Return the first entry of each mailing to a location."""
    turn = Window(RowNumber(), partition_by=[F("participation_id"), ONCE], order_by=["contact__happened_at", "id"])
    return rows.annotate(turn=turn).filter(turn=1).values("id")
