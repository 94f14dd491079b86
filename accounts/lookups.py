"""Look up what a page is about, or raise 404: not found and not allowed are the same answer."""

from typing import TypeVar

from django.http import Http404, HttpRequest

from accounts.domain.context import Context

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
