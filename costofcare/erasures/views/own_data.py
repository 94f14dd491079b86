"""People's own data as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from costofcare.erasures.actions import own_data as actions


@never_cache
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """Return what the portal keeps about the asker, and about the provider that they administer."""
    if request.context is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="your-data.zip"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(actions.own_data(by=request.context), "application/zip", headers=headers)
