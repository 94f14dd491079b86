"""Find what a page is about, or raise 404: not found and not allowed are the same answer."""

from uuid import UUID

from django.http import Http404, HttpRequest

from accounts.domain.context import Context
from accounts.lookups import or_404
from engagement.permissions import can_log
from register import queries as register
from register.queries import Exercise, Participation


def context_or_404(request: HttpRequest) -> Context:
    """Return the context of somebody who contacts providers; raise Http404 otherwise."""
    context: Context | None = request.context
    if context is None or not can_log(context):
        raise Http404
    return context


def exercise_or_404(request: HttpRequest, exercise_id: UUID) -> tuple[Context, Exercise]:
    context = context_or_404(request)
    exercise = or_404(register.exercise_for(context, exercise_id))
    return context, exercise


def location_or_404(request: HttpRequest, exercise_id: UUID, participation_id: UUID) -> tuple[Context, Participation]:
    """Return a location asked in this exercise; raise Http404 otherwise."""
    context = context_or_404(request)
    asked = register.reached_location(context, participation_id)
    if asked is None or asked.exercise_id != exercise_id:
        raise Http404
    return context, asked
