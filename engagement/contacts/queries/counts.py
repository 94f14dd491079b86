"""Count the contacts of all locations of an exercise in the database, by the domain's own rules."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
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
from engagement.contacts.queries.kept_counts import kept
from engagement.contacts.queries.kept_statements import (
    SHARES,
    KeptStatement,
    Rows,
    SharedRows,
    share_of,
    standing_rows,
    with_shares,
)
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
    return standing_rows(SharedRows(context.own_authority, exercise_id))


def touches_in(context: Context | None, exercise_id: UUID, participation_id: UUID | None = None) -> dict[UUID, Touches]:
    """Return the contacts' totals by participation, for locations with any contact.

    Three queries, however many there are; of a whole exercise they are kept.
    """
    if context is None or not can_log(context):
        return {}
    if participation_id:
        return _touches_of(standing_contacts(context, exercise_id).filter(participation_id=participation_id))
    rows, found = SharedRows(context.own_authority, exercise_id), dict[UUID, Touches]()
    for share in kept(context, exercise_id, "touches", lambda shares: _touches_by_share(_in_shares(rows, shares))):
        found |= share
    return found


def _touches_by_share(rows: Rows) -> dict[int, dict[UUID, Touches]]:
    found: dict[int, dict[UUID, Touches]] = {}
    for participation_id, touches in _touches_of(rows).items():
        found.setdefault(share_of(participation_id), {})[participation_id] = touches
    return found


def _in_shares(rows: SharedRows, shares: Collection[int]) -> SharedRows:
    return rows if len(shares) == SHARES else rows._replace(shares=tuple(shares))


def _touches_of(rows: Rows) -> dict[UUID, Touches]:
    words, dates = ({row[0]: row[1:] for row in newest.of(rows)} for newest in (_WORDS, _DATES))
    sums = (dict(zip(SUMS, row, strict=True)) for row in _TOUCHES.of(rows))
    return {row["participation_id"]: _touches(row, words, dates) for row in sums}


def _sums(rows: QuerySet[ContactAbout]) -> QuerySet[Any]:
    sums = rows.values("participation_id").annotate(
        **{name: Count(ONCE, filter=counted(kind), distinct=True) for name, kind in COUNTED.items()},
        last_at=Max("contact__happened_at"),
        called_at=Max("contact__happened_at", filter=counted(is_call)),
    )
    return sums.values_list(*SUMS)


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


def _newest(rows: QuerySet[ContactAbout], kind: Kind, *fields: str) -> QuerySet[Any]:
    newest = rows.filter(counted(kind)).order_by(*OF_LOCATION).distinct("participation_id")
    return newest.values_list("participation_id", *(f"contact__{field}" for field in fields))


_TOUCHES = KeptStatement(_sums)
_WORDS = KeptStatement(lambda rows: _newest(rows, is_word_on_taking_part, "outcome", "happened_at"))
_DATES = KeptStatement(lambda rows: _newest(rows, is_promise, "promised_on"))


def contacts_by_week(
    context: Context | None, exercise_id: UUID, participation_ids: list[UUID] | None = None
) -> dict[tuple[date, str], int]:
    """Count contacts by Monday and kind, once for each location that they are about, as on the locations' own pages.

    So a message to forty counts alike whether it was logged once or forty times, and a mailing to three people of one
    location once, when it began. ``participation_ids`` limits it to these; the whole exercise's is kept.
    """
    if context is None or not can_log(context):
        return {}
    if participation_ids is not None:
        return _by_week(standing_contacts(context, exercise_id).filter(participation_id__in=participation_ids))
    rows, found = SharedRows(context.own_authority, exercise_id), Counter[tuple[date, str]]()
    for share in kept(context, exercise_id, "weeks", lambda shares: _weeks_by_share(_in_shares(rows, shares))):
        found.update(share)
    return dict(found)


def _by_week(rows: QuerySet[ContactAbout]) -> dict[tuple[date, str], int]:
    return next(iter(_weeks_from((0, *row) for row in _week_sums(rows)).values()), {})


def _weeks_by_share(rows: Rows) -> dict[int, dict[tuple[date, str], int]]:
    return _weeks_from(_WEEKS.of(rows))


def _week_sums(rows: QuerySet[ContactAbout], *share: str) -> QuerySet[Any]:
    """Count by week, and by share if they are to be kept apart."""
    sums: QuerySet[Any] = (
        rows.annotate(week=TruncWeek("contact__happened_at", tzinfo=UK))
        .values(*share, "week")
        .annotate(
            every=Count("id"),
            message=Count("id", filter=counted(is_email)),
            email=Count("id", filter=Q(id__in=_first_of_each(rows.filter(counted(is_email))))),
            call=Count("id", filter=counted(is_call)),
        )
        .order_by("week")
        .values_list(*share, "week", "every", "message", "email", "call")
    )
    return sums


_WEEKS = KeptStatement(lambda rows: _week_sums(with_shares(rows), "share"))


def _weeks_from(rows: Iterable[tuple[Any, ...]]) -> dict[int, dict[tuple[date, str], int]]:
    """Return the counts by share, Monday and kind of rows with share, week and counts."""
    found: dict[int, dict[tuple[date, str], int]] = {}
    for share, at, every, message, email, call in rows:
        week, monday = found.setdefault(share, {}), at.date()
        week[monday, "email"], week[monday, "call"] = email, call
        week[monday, "other"] = every - message - call
    return found


def _first_of_each(rows: QuerySet[ContactAbout]) -> Any:
    """Return the first entry of each mailing to a location."""
    turn = Window(RowNumber(), partition_by=[F("participation_id"), ONCE], order_by=["contact__happened_at", "id"])
    return rows.annotate(turn=turn).filter(turn=1).values("id")
