"""The address of a release that everybody shares: what it shows depends on who asks."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reports.permissions import is_team
from reports.views import public, review


@require_safe
def release_list(request: HttpRequest) -> HttpResponse:
    return review.release_list(request) if is_team(request.context) else public.release_list(request)


@require_safe
def release_detail(request: HttpRequest, release_id: UUID) -> HttpResponse:
    show = review.release_detail if is_team(request.context) else public.release_detail
    return show(request, release_id)
