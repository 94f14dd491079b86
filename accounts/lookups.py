"""Look up what a page is about, or raise 404: not found and not allowed are the same answer."""

from functools import lru_cache
from typing import TypeVar

import structlog
from django.conf import settings
from django.http import Http404, HttpRequest

from accounts.domain.client_address import client_address, is_short
from accounts.domain.context import Context

log = structlog.get_logger(__name__)
Found = TypeVar("Found")


def or_404(found: Found | None) -> Found:
    """Return what was found; raise Http404 for None."""
    if found is None:
        raise Http404
    return found


def context_or_404(request: HttpRequest) -> Context:
    """Return who is asking; raise Http404 for strangers and for those who have yet to choose a role."""
    context: Context | None = request.context  # type: ignore[attr-defined]
    return or_404(context)


def asked_from(request: HttpRequest) -> str:
    """Return the address that asks, as our own proxies say if there are any; nobody else is believed."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.PROXIES and is_short(forwarded, settings.PROXIES):
        _say_once(settings.PROXIES)
    return client_address(forwarded, str(request.META.get("REMOTE_ADDR", "")), settings.PROXIES)


@lru_cache
def _say_once(proxies: int) -> None:
    log.error(
        "PROXIES says that more proxies stand in front than have named an address; theirs is not read", count=proxies
    )
