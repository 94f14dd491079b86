"""On what is published everybody is a stranger: no cookie is read or set, so that one answer is for all to keep."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.lookups import asked_from
from costofcare.middleware.open_addresses import is_open
from costofcare.middleware.turns import Turns
from costofcare.views.error_pages import page_of_trouble

Respond = Callable[[HttpRequest], HttpResponse]
A_MINUTE = 60
TOO_MANY = (
    "Too many pages were asked for from here within a minute. Wait a minute, then go on. "
    "Whoever wants all figures of a release finds them in one file, release.zip."
)


class StrangersMiddleware:
    """Takes the cookies off a request for a published page, and lets nobody ask for hundreds of them a minute."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.turns = Turns(settings.PUBLISHED_PER_MINUTE, A_MINUTE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(reverse("reports:published_list")) or not is_open(request.path_info):
            return self.get_response(request)
        if not self.turns.may(asked_from(request)):
            return page_of_trouble("429.html", 429, {"Retry-After": "60"}, because=TOO_MANY)
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        response.headers.pop("Vary", None)
        return response
