"""Test support: serve pages to the browser straight from their views, without server and database."""

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from csp.middleware import CSPMiddleware
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from playwright.sync_api import Page, Route

from accounts.domain.context import Context
from costofcare import views

ADDRESS = "http://portal.test"
STATIC = "/static/"


@dataclass
class Offline:
    """The portal as one person sees it; ``seen`` are the paths that were asked for."""

    context: Context | None = None
    urls: str = "costofcare.urls"
    messages: list[tuple[int, str]] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def serve(self, page: Page) -> None:
        page.route(f"{ADDRESS}/**", self.answer)

    def answer(self, route: Route) -> None:
        asked = route.request
        path = asked.url.removeprefix(ADDRESS)
        if path.startswith(STATIC):
            found = finders.find(path.removeprefix(STATIC).partition("?")[0])
            route.fulfill(path=Path(str(found))) if found else route.fulfill(status=404)
            return
        self.seen.append(f"{asked.method} {path}")
        body = asked.post_data_buffer or b""
        kind = asked.headers.get("content-type", "text/plain")
        response = self.respond(RequestFactory().generic(asked.method, path, body, content_type=kind))
        route.fulfill(status=response.status_code, headers=dict(response.items()), body=response.content)

    def respond(self, request: HttpRequest) -> HttpResponse:
        """Return the response with what the middleware would have added, without the parts that need a database."""
        name = self.context.person_name if self.context else ""
        request.context = self.context  # type: ignore[attr-defined]
        request.user = SimpleNamespace(is_authenticated=bool(name), __str__=lambda: name)  # type: ignore[assignment]
        request.session = {}  # type: ignore[assignment]
        storage = FallbackStorage(request)
        for level, words in self.messages:
            storage.add(level, words)
        request._messages = storage  # type: ignore[attr-defined]
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        return CSPMiddleware(self.view)(request)  # type: ignore[no-any-return]

    def view(self, request: HttpRequest) -> HttpResponse:
        try:
            match = resolve(request.path, self.urls)
            response = match.func(request, *match.args, **match.kwargs)
        except Http404 as missing:
            response = views.not_found(request, missing)
        assert isinstance(response, HttpResponse)
        return response
