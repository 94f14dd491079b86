"""Finding what a page is about, or answering 404: not found and not allowed are the same."""

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
    """A release in any state, for the team."""
    found = queries.release_for(request.context, release_id)
    if found is None:
        raise Http404
    return found


def public_release_or_404(request: HttpRequest, release_id: UUID) -> Release:
    """A release as others may see it; the team sees it so as well once it is out."""
    found = queries.public_release_for(request.context, release_id)
    if found is None:
        raise Http404
    return found


def form_of(row: Calculation | Release) -> Form:
    """The form under which it was made; one that is no longer known cannot be shown."""
    form = form_for(row.exercise.service, row.form_version)
    if form is None:
        raise Http404
    return form
