"""People's own data as a file."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from costofcare.erasures.actions import own_data as actions


@never_cache
@login_required
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """Return what the portal keeps about the asker, and about the provider that they administer."""
    data = actions.own_data(by=request.context, person_id=request.user.pk)
    headers = {"Content-Disposition": 'attachment; filename="your-data.zip"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, "application/zip", headers=headers)
