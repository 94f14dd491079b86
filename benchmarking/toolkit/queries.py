"""The only reader of which levers councils use: a council's own words, and for the office's readers all by name."""

from collections import defaultdict
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from benchmarking.models import LeverMark, RoundMember
from benchmarking.permissions import can_answer_for_council, can_read_council_returns
from benchmarking.rounds.queries import own_memberships


def asked_by(context: Context | None) -> RoundMember | None:
    """Return the newest round that asks the asker's council, whose office hears which levers it uses."""
    return own_memberships(context).first()


def own_marks(context: Context | None) -> frozenset[str]:
    """Return the levers that the asker's council uses by its newest word."""
    if context is None or not can_answer_for_council(context):
        return frozenset()
    return frozenset(key for _, key in _standing(LeverMark.objects.filter(authority_id=context.own_authority)))


def used_by(context: Context | None) -> dict[str, list[str]]:
    """Return by lever the names of the councils that use it, for those of the office who read returns."""
    if context is None or not can_read_council_returns(context):
        return {}
    host = context.own_authority
    members = RoundMember.objects.filter(host_authority_id=host).order_by("joined_at")
    names = dict(members.values_list("authority_id", "council_name"))
    found = defaultdict(list)
    for council, key in _standing(LeverMark.objects.filter(host_authority_id=host)):
        found[key].append(names.get(council, ""))
    return {key: sorted(filter(None, of)) for key, of in found.items()}


def _standing(rows: QuerySet[LeverMark]) -> list[tuple[UUID, str]]:
    """Return council and lever where the newest word is that it is used."""
    newest = rows.order_by("authority_id", "lever", "-said_at").distinct("authority_id", "lever")
    return [(one.authority_id, one.lever) for one in newest if one.is_used]
