"""The only reader of levers: what members read, an office's versions, what may carry one, and who uses them."""

import json
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from benchmarking.models import BenchmarkEdition, LeverMark, LeverVersion, RoundMember
from benchmarking.permissions import can_answer_for_council, can_read_council_returns, can_see_progress
from benchmarking.rounds.queries import own_memberships
from benchmarking.toolkit.domain.lever_sources import finding_evidence, link_evidence
from benchmarking.toolkit.domain.lever_versions import (
    LeverDecision,
    LeverHistory,
    history_of,
    lever_from,
    standing_levers,
)
from benchmarking.toolkit.domain.levers import Lever, LeverEvidence, shipped_levers
from engagement.interviews.queries.codings import evidence_of, released_words, studies_with_words
from reports.domain.release_states import ReleaseState


def asked_by(context: Context | None) -> RoundMember | None:
    """Return the newest round that asks the asker's council, whose office hears which levers it uses."""
    return own_memberships(context).first()


def own_toolkit(context: Context | None) -> tuple[Lever, ...]:
    """Return the levers of the asker's office, or of the office that asked their council last; retired ones too."""
    if context is not None and can_see_progress(context):
        return toolkit_of(context, context.own_authority)
    member = asked_by(context)
    return toolkit_of(context, member.host_authority_id) if member else shipped_levers()


def toolkit_of(context: Context | None, host: UUID) -> tuple[Lever, ...]:
    """Return the levers of an office as they stand; what is shipped alone for who is neither of it nor asked by it."""
    if not _reads_toolkit(context, host):
        return shipped_levers()
    rows = LeverVersion.objects.filter(host_authority_id=host, decision=LeverDecision.APPROVED.value)
    return standing_levers(shipped_levers(), map(lever_from, rows))


def _reads_toolkit(context: Context | None, host: UUID) -> bool:
    if context is not None and can_see_progress(context):
        return bool(context.own_authority == host)
    return own_memberships(context).filter(host_authority_id=host).exists()


def versions_of(context: Context | None, key: str) -> QuerySet[LeverVersion]:
    """Return the versions that the asker's office has of a lever, the newest first, for those who read returns."""
    if context is None or not can_read_council_returns(context):
        return LeverVersion.objects.none()
    rows = LeverVersion.objects.select_related("made_by", "decided_by").order_by("-number")
    return rows.filter(host_authority_id=context.own_authority, lever=key)


def history_for(context: Context | None, key: str) -> LeverHistory | None:
    """Return a lever with all its versions for those of the office who read returns; None of what is no lever."""
    if not can_read_council_returns(context):
        return None
    shipped = next((one for one in shipped_levers() if one.key == key), None)
    return history_of(key, shipped, list(versions_of(context, key)))


def waiting_levers(context: Context | None) -> list[LeverHistory]:
    """Return the levers of which a version waits for a second person of the asker's office."""
    if context is None or not can_read_council_returns(context):
        return []
    rows = LeverVersion.objects.filter(host_authority_id=context.own_authority)
    newest = rows.order_by("lever", "-number").distinct("lever")
    found = (history_for(context, one.lever) for one in newest if not one.decision)
    return [one for one in found if one]


def evidence_on_offer(context: Context | None) -> list[LeverEvidence]:
    """Return what the asker's office has released that may carry a lever: for those who read returns."""
    if context is None or not can_read_council_returns(context):
        return []
    return [*_links(context), *_findings(context)]


def _links(context: Context) -> Iterator[LeverEvidence]:
    rows = BenchmarkEdition.objects.filter(host_authority_id=context.own_authority, state=ReleaseState.RELEASED.value)
    for row in rows.select_related("round").order_by("-approved_at"):
        where = f"{row.round.name}, edition {row.number} of {row.round.host_name}"
        yield from link_evidence(row.id, where, json.loads(row.document).get("hypotheses", {}))


def _findings(context: Context) -> Iterator[LeverEvidence]:
    for study in studies_with_words(context):
        resting = evidence_of(context, study)
        for one in released_words(context, study)[0]:
            on = resting.get(one.id)
            found = finding_evidence(one, f"Interviews “{study.name}”", on.speak_for, on.against) if on else None
            if found:
                yield found


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
