"""Assign a return, from its page."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404
from submissions.desk import queries
from submissions.desk.actions import assignments
from submissions.desk.forms import ReturnAssignForm
from submissions.permissions import can_decide
from submissions.views.lookups import return_or_404


@require_POST
def assign(request: HttpRequest, return_id: UUID) -> HttpResponse:
    context, submission = context_or_404(request), return_or_404(request, return_id)
    if not can_decide(context, submission):
        raise Http404
    form = ReturnAssignForm(queries.analysts_of(context), request.POST)
    if not form.is_valid():
        messages.error(request, "This person is not an analyst here any more. Choose somebody else.")
        return redirect("submissions:return_detail", submission.id)
    done = assignments.assign(by=context, return_id=submission.id, analyst_id=form.cleaned_data["analyst"])
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    elif done is not None:
        name = done.analyst.full_name if done.analyst else ""
        messages.success(request, f"{name} looks at this return now." if name else "Nobody looks at this return now.")
    return redirect("submissions:return_detail", submission.id)
