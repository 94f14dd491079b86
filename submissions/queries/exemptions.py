"""Queries of requests for exemptions, for the provider itself, and for those who read its returns."""

from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.domain.context import Context
from register.queries import Participation
from submissions.domain.exemptions import ExemptionState
from submissions.models import ExemptionRequest
from submissions.queries.returns import readable

ORDERS = {"location": ("participation__location_name",), "said": ("said_at",)}


def words_for(context: Context | None) -> QuerySet[ExemptionRequest]:
    rows = ExemptionRequest.objects.select_related(
        "participation", "participation__submission", "exercise", "said_by", "decided_by"
    )
    return readable(rows, context).order_by("-said_at")


def word_for(context: Context | None, word_id: UUID) -> ExemptionRequest | None:
    return words_for(context).filter(id=word_id).first()


def last_word_on(context: Context | None, participation: Participation) -> ExemptionRequest | None:
    """Return the last request about a location, unless it was withdrawn."""
    return words_for(context).filter(participation=participation).exclude(state=ExemptionState.WITHDRAWN).first()


def words_waiting(context: Context | None) -> QuerySet[ExemptionRequest]:
    return words_for(context).filter(state=ExemptionState.WAITING)


def places_in_doubt(context: Context | None) -> set[UUID]:
    """Return the locations of which the independent team has yet to decide whether they should be asked."""
    return set(words_waiting(context).order_by().values_list("participation", flat=True))


def word_list(
    context: Context | None, *, state: str = "", search: str = "", order: str = ""
) -> QuerySet[ExemptionRequest]:
    """Return the requests for the independent team, the longest waiting first."""
    if context is None or not context.reads_returns:
        return ExemptionRequest.objects.none()
    rows = words_for(context)
    rows = rows.filter(state=state) if state in set(ExemptionState) else rows
    name = search.strip()
    if name:
        place = Q(participation__location_name__icontains=name) | Q(participation__provider_name__icontains=name)
        rows = rows.filter(place | Q(participation__location__cqc_location_id__iexact=name))
    rows = rows.order_by(*ORDERS.get(order.lstrip("-"), ORDERS["said"]), "id")
    return rows.reverse() if order.startswith("-") else rows
