"""Queries of questions on returns, for the provider they concern and those who read its return, nobody else."""

from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from accounts.domain.context import Context
from register.queries import Participation
from submissions.models import ReturnQuestion
from submissions.queries.returns import readable
from submissions.questions.domain.cycles import LAST_CYCLE, usual_cycle
from submissions.questions.domain.questions import QuestionSide, QuestionState, QuestionSubject

_TO_ANSWER = Q(asked_side=QuestionSide.PROVIDER, state=QuestionState.OPEN)
_TO_CLOSE = Q(asked_side=QuestionSide.TEAM, state=QuestionState.ANSWERED)
_WITH_PROVIDER = Q(asked_side=QuestionSide.TEAM, state=QuestionState.OPEN)
# What a list can be narrowed down to.
TURNS = {
    "team": _TO_ANSWER | _TO_CLOSE,
    "answer": _TO_ANSWER,
    "close": _TO_CLOSE,
    "provider": _WITH_PROVIDER,
    "done": ~(_TO_ANSWER | _TO_CLOSE | _WITH_PROVIDER),
}
# What waits for the team, then what waits for the provider, then what is done.
_PLACE = Case(
    When(TURNS["team"], then=Value(0)),
    When(_WITH_PROVIDER, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)
ORDERS = {
    "due": ("due_on", "asked_at"),
    "asked": ("asked_at",),
    "location": ("participation__location_name", "asked_at"),
    "about": ("label", "asked_at"),
}


def queries_for(context: Context | None) -> QuerySet[ReturnQuestion]:
    rows = ReturnQuestion.objects.select_related(
        "participation__submission__current",
        "participation__location",
        "participation__exercise",
        "exercise",
        "asked_by",
        "answered_by",
        "closed_by",
    )
    return readable(rows, context)


def query_for(context: Context | None, query_id: UUID) -> ReturnQuestion | None:
    return queries_for(context).filter(id=query_id).first()


def queries_on(context: Context | None, participation: Participation) -> QuerySet[ReturnQuestion]:
    """Return the questions on one location in one exercise; open ones first, then the newest."""
    return queries_for(context).filter(participation=participation).order_by(_PLACE, "-asked_at")


def overdue() -> Q:
    """Return the condition of a question that the provider should have answered by now."""
    return _WITH_PROVIDER & Q(due_on__lt=timezone.localdate())


def query_list(
    context: Context | None, *, turn: str = "", search: str = "", order: str = ""
) -> QuerySet[ReturnQuestion]:
    """Return the questions for the independent team: those that wait for it first, the oldest at the top."""
    if context is None or not context.reads_returns:
        return ReturnQuestion.objects.none()
    rows = queries_for(context)
    rows = rows.filter(TURNS[turn]) if turn in TURNS else rows
    rows = rows.filter(overdue()) if turn == "overdue" else rows
    rows = rows.filter(_matches(search.strip())) if search.strip() else rows
    if order.lstrip("-") in ORDERS:
        rows = rows.order_by(*ORDERS[order.lstrip("-")], "id")
        return rows.reverse() if order.startswith("-") else rows
    return rows.order_by(_PLACE, "asked_at", "id")


def queries_with_provider(context: Context | None, participation: Participation) -> QuerySet[ReturnQuestion]:
    """Return the team's questions on one location that its provider has yet to answer."""
    return queries_for(context).filter(_WITH_PROVIDER, participation=participation).order_by("asked_at")


def usual_cycle_of(context: Context | None, participation: Participation) -> int:
    """Return the cycle in which the team would ask next on a return."""
    rows = queries_for(context).filter(participation=participation, asked_side=QuestionSide.TEAM)
    return usual_cycle((row.cycle or 1, row.state == QuestionState.CLOSED) for row in rows)


def asked_before(
    context: Context | None, participation: Participation, about: QuestionSubject, follows: UUID | None = None
) -> ReturnQuestion | None:
    """Return the question of the team that another on the same subject would follow, and that none follows yet.

    It is the last one that is closed; with ``follows`` that very one, which may still be open.
    """
    rows = queries_for(context).filter(participation=participation, asked_side=QuestionSide.TEAM, followed_by=None)
    if follows is not None:
        return rows.filter(id=follows).first()
    if not (about.key or about.line):
        return None
    rows = rows.filter(key=about.key, line=about.line, state=QuestionState.CLOSED)
    return rows.order_by("-cycle", "-asked_at").first()


def cycles_before(context: Context | None, query: ReturnQuestion) -> list[ReturnQuestion]:
    """Return the questions that this one follows, the first cycle first."""
    found: list[ReturnQuestion] = []
    before = query.follows_id
    while before is not None and len(found) < LAST_CYCLE:
        row = query_for(context, before)
        before = row.follows_id if row else None
        found = [row, *found] if row else found
    return found


def queries_waiting(context: Context | None) -> QuerySet[ReturnQuestion]:
    """Return the questions in which the asker's own side must act."""
    rows = queries_for(context)
    return rows.filter(_WITH_PROVIDER if context and context.is_provider else TURNS["team"])


def _matches(words: str) -> Q:
    """Match place and subject; what people wrote is not searched."""
    return (
        Q(participation__location_name__icontains=words)
        | Q(participation__provider_name__icontains=words)
        | Q(participation__location__cqc_location_id__iexact=words)
        | Q(label__icontains=words)
    )
