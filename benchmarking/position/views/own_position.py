"""The page “Where do we stand”: for a council's own people, and nobody else."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.lookups import or_404
from benchmarking.lookups import answerer_or_404
from benchmarking.position import queries
from benchmarking.position.domain.shown_position import shown_position
from benchmarking.toolkit.domain.levers import published_levers
from benchmarking.toolkit.queries import own_marks, toolkit_of


@require_safe
def own_position(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Show the twelve measures beside a group of councils, what has changed, what others do, and levers."""
    context = answerer_or_404(request)
    copy = or_404(queries.own_copy(context, copy_id))
    found = queries.document_of(copy)
    page = {
        "copy": copy,
        "others": queries.standing_copies(context).exclude(id=copy.id)[:20],
        "levers": published_levers(toolkit_of(context, copy.host_authority_id)) if found else (),
        "marks": own_marks(context),
        "shown": shown_position(found, *(request.GET.get(key, "") for key in ("group", "upper"))) if found else None,
    }
    return render(request, "benchmarking/position/own_position.html", page)
