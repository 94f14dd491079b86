"""Find what a page is about, or raise 404: not found and not allowed are the same answer."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.text import slugify

from accounts.lookups import context_or_404, or_404
from costing.form import FormPage
from register.queries import Participation
from submissions import queries
from submissions.models import Return, Version, VersionFinding
from submissions.permissions import can_change_return
from submissions.queries import Standing


def participation_or_404(request: HttpRequest, participation_id: UUID, *, with_answers: bool = True) -> Participation:
    """Return one of the provider's own participations; raise Http404 otherwise."""
    found = queries.participation_for(request.context, participation_id, with_answers=with_answers)
    if found is None or not context_or_404(request).is_provider:
        raise Http404
    return found


def page_or_404(standing: Standing, slug: str) -> FormPage:
    """Return a page of the return; a sheet of the workbook that is asked in parts leads to its first."""
    pages = standing.form.pages
    exact = next((page for page in pages if slugify(page.title) == slug), None)
    return or_404(exact or next((page for page in pages if slugify(page.sheet) == slug), None))


def return_or_404(request: HttpRequest, return_id: UUID) -> Return:
    return or_404(queries.return_for(request.context, return_id))


def own_return_or_404(request: HttpRequest, return_id: UUID) -> Return:
    context, submission = context_or_404(request), return_or_404(request, return_id)
    if not can_change_return(context, submission):
        raise Http404
    return submission


def current_or_404(submission: Return) -> Version:
    return or_404(submission.current)


def finding_or_404(request: HttpRequest, version: Version, finding_id: UUID) -> VersionFinding:
    return or_404(queries.findings_of(request.context, version).filter(id=finding_id).first())
