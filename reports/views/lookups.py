"""Find what a page is about, or raise 404: not found and not allowed are the same answer."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from accounts.domain.context import Context
from accounts.lookups import or_404
from costing.form import Form
from costing.forms import form_for
from reports import queries
from reports.models import Calculation, Release
from reports.permissions import can_calculate, is_team


def team_or_404(request: HttpRequest) -> Context:
    context: Context | None = request.context
    if context is None or not is_team(context):
        raise Http404
    return context


def analyst_or_404(request: HttpRequest) -> Context:
    context = team_or_404(request)
    if not can_calculate(context):
        raise Http404
    return context


def calculation_or_404(request: HttpRequest, calculation_id: UUID) -> Calculation:
    return or_404(queries.calculation_for(request.context, calculation_id))


def draft_or_404(request: HttpRequest, release_id: UUID) -> Release:
    """Return a release in any state, for the team; raise Http404 otherwise."""
    return or_404(queries.release_for(request.context, release_id))


def public_release_or_404(request: HttpRequest, release_id: UUID) -> Release:
    """Return a release as others may see it; the team may see it too once it is out. Raise Http404 otherwise."""
    return or_404(queries.public_release_for(request.context, release_id))


def form_of(row: Calculation | Release) -> Form:
    """Return the form under which it was made; raise Http404 if it is no longer known."""
    return or_404(form_for(row.exercise.service, row.form_version))


def list_of(name: str, exercise_id: UUID) -> str:
    """Return the address of a list of this room on which the exercise is chosen."""
    return f"{reverse(f'reports:{name}')}?exercise={exercise_id}"
