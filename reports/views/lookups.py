"""Find what a page is about, or raise 404: not found and not allowed are the same answer."""

from uuid import UUID

from django.http import Http404, HttpRequest

from accounts.domain.context import Context
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
    found = queries.calculation_for(request.context, calculation_id)
    if found is None:
        raise Http404
    return found


def draft_or_404(request: HttpRequest, release_id: UUID) -> Release:
    """Return a release in any state, for the team; raise Http404 otherwise."""
    found = queries.release_for(request.context, release_id)
    if found is None:
        raise Http404
    return found


def public_release_or_404(request: HttpRequest, release_id: UUID) -> Release:
    """Return a release as others may see it; the team may see it too once it is out. Raise Http404 otherwise."""
    found = queries.public_release_for(request.context, release_id)
    if found is None:
        raise Http404
    return found


def form_of(row: Calculation | Release) -> Form:
    """Return the form under which it was made; raise Http404 if it is no longer known."""
    form = form_for(row.exercise.service, row.form_version)
    if form is None:
        raise Http404
    return form
