"""The only reader of queries on councils' returns: for the council asked, and for the office's readers of returns."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from benchmarking.models import BenchmarkRound, CouncilQuery, CouncilReturn, RoundMember
from benchmarking.permissions import can_answer_for_council, can_read_council_returns
from benchmarking.questions.domain.council_queries import QueryState
from benchmarking.returns.domain.questionnaire import TABLES
from benchmarking.returns.queries import versions_of

WAITS = (QueryState.OPEN, QueryState.ANSWERED)


def queries_for(context: Context | None) -> QuerySet[CouncilQuery]:
    """Return the queries that concern the asker's council, or are of the office whose returns they read.

    They come without the people of the other side, who may be behind the wall for whoever asks, or have left.
    """
    rows = CouncilQuery.objects.select_related("member", "round")
    if can_answer_for_council(context) and context is not None:
        return rows.filter(authority_id=context.own_authority)
    if can_read_council_returns(context) and context is not None:
        return rows.filter(host_authority_id=context.own_authority)
    return rows.none()


def query_for(context: Context | None, query_id: UUID) -> CouncilQuery | None:
    return queries_for(context).filter(id=query_id).first()


def queries_of(context: Context | None, member: RoundMember) -> QuerySet[CouncilQuery]:
    return queries_for(context).filter(member=member)


def open_queries_of(context: Context | None, row: BenchmarkRound) -> QuerySet[CouncilQuery]:
    """Return the queries of a round that wait for its council or for the office, the oldest day first."""
    return queries_for(context).filter(round=row, state__in=WAITS).order_by("due_on", "asked_at", "id")


def answered_of(context: Context | None, row: BenchmarkRound) -> QuerySet[CouncilQuery]:
    """Return the queries of a round that a council has answered and the office has not closed."""
    return queries_for(context).filter(round=row, state=QueryState.ANSWERED)


def waiting_for_council(context: Context | None) -> QuerySet[CouncilQuery]:
    """Return what the asker's council is to answer, the oldest day first."""
    rows = queries_for(context) if can_answer_for_council(context) else CouncilQuery.objects.none()
    return rows.filter(state=QueryState.OPEN).order_by("due_on", "asked_at", "id")


@dataclass(frozen=True, slots=True)
class QueriedAnswer:
    """What a query is about as it was typed in the version of then, and in the approved version of now."""

    then: str
    now: str
    has_changed: bool


def answer_queried(context: Context | None, row: CouncilQuery) -> QueriedAnswer:
    versions = list(versions_of(context, row.member).filter(approved_at__isnull=False))
    newest = versions[0] if versions else None
    asked = next((one for one in versions if one.number == row.version_number), None)
    if newest is None or asked is None:
        return QueriedAnswer("", "", has_changed=False)
    has_changed = newest.number > asked.number and _said(row.key, newest) != _said(row.key, asked)
    return QueriedAnswer(_words(row.key, asked), _words(row.key, newest), has_changed)


def _said(key: str, version: CouncilReturn) -> object:
    if key in TABLES:
        return getattr(version, key)
    return version.values.get(key) if key else version.digest


def _words(key: str, version: CouncilReturn) -> str:
    """Return what was typed, or how many rows there are; blank for the whole return."""
    if key in TABLES:
        count = len(getattr(version, key))
        return f"{count} row{'' if count == 1 else 's'}"
    return str(version.typed.get(key, "")) if key else ""
