"""Characters that no database keeps (NUL, halves of surrogate pairs): dropped from addresses, refused in words."""

import re
from collections.abc import Callable, Iterable

from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

Respond = Callable[[HttpRequest], HttpResponse]
_NUL_IN_ADDRESS = re.compile(r"%00|\x00")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class StorableTextMiddleware:
    """Cleans the query of a search or a list, and answers a form that holds such a character with words.

    Most forms refuse it themselves, at the field; what gets past them fails in the database, and is caught here.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            raise Http404
        request.META["QUERY_STRING"] = without_nul(request.META.get("QUERY_STRING", ""))
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, (DataError, ValueError)) or not any(map(is_unstorable, _sent(request))):
            return None
        return render(request, "unstorable_text.html", status=400)


def is_unstorable(text: str) -> bool:
    return _UNSTORABLE.search(text) is not None


def without_nul(query: str) -> str:
    """Return the query without NUL; taking one out may join the parts of another."""
    while _NUL_IN_ADDRESS.search(query):
        query = _NUL_IN_ADDRESS.sub("", query)
    return query


def _sent(request: HttpRequest) -> Iterable[str]:
    sent = [*request.GET.lists(), *request.POST.lists()]
    return [text for name, values in sent for text in (name, *map(str, values))]
