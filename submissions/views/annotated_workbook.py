"""The provider's own workbook with its marks, as a download."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from submissions.actions import annotated_workbook
from submissions.views.lookups import own_return_or_404
from submissions.views.provider import XLSX


@require_safe
def put_right_file(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Return the marked workbook; if it cannot be marked, say so beside the list that says the same."""
    submission = own_return_or_404(request, return_id)
    made = or_404(annotated_workbook.marked_workbook(by=context_or_404(request), submission=submission))
    if isinstance(made, Refusal):
        messages.error(request, made.because)
        return redirect("submissions:findings", submission.id)
    name = made.name.replace('"', "").replace("\\", "")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(made.data, XLSX, headers=headers)
