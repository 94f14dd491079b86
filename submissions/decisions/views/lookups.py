"""Find the return whose parts are decided, or raise 404; and the place on its page where decisions are shown."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from submissions.models import Return, Version
from submissions.permissions import can_decide
from submissions.views.lookups import current_or_404, return_or_404


def decidable_or_404(request: HttpRequest, return_id: UUID) -> tuple[Return, Version]:
    """Return a return that the asker may decide, and its current version."""
    submission = return_or_404(request, return_id)
    if not can_decide(request.context, submission):
        raise Http404
    return submission, current_or_404(submission)


def shown_again(submission: Return) -> str:
    return f"{reverse('submissions:return_detail', args=[submission.id])}#decisions"
