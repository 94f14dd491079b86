"""Give each request an id that its log entries, its answer and the tasks that it leaves behind all carry."""

import re
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

Respond = Callable[[HttpRequest], HttpResponse]
HEADER = "X-Request-ID"
GOOD = re.compile(r"[0-9A-Za-z-]{8,64}")


class RequestIdMiddleware:
    """First of all, so that whatever goes wrong is logged under the id."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.id = id_for(request)  # type: ignore[attr-defined]
        with structlog.contextvars.bound_contextvars(request=request.id):  # type: ignore[attr-defined]
            response = self.get_response(request)
        response[HEADER] = request.id  # type: ignore[attr-defined]
        return response


def id_for(request: HttpRequest) -> str:
    """Return the id that our own proxy gave the request, or a new one; a visitor's own is not believed."""
    given = request.headers.get(HEADER, "") if settings.PROXIES else ""
    return given if GOOD.fullmatch(given) else uuid.uuid4().hex
