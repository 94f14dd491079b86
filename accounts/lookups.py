"""Look up what a page is about, or raise 404: not found and not allowed are the same answer."""

from django.http import Http404, HttpRequest

from accounts.domain.context import Context


def context_or_404(request: HttpRequest) -> Context:
    """Return who is asking; raise Http404 for strangers and for those who have yet to choose a role."""
    if request.context is None:  # type: ignore[attr-defined]
        raise Http404
    context: Context = request.context  # type: ignore[attr-defined]
    return context
