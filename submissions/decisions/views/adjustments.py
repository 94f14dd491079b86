"""The page on which an analyst puts an adjusted value beside a submitted answer, and the way back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from costing.answer_sheets import answer_sheets
from costing.forms import form_for
from costing.serialisation import answers_from
from submissions.actions import decision_state
from submissions.decisions.actions import adjustments
from submissions.decisions.domain.decided_parts import decided_answers
from submissions.decisions.forms import AdjustForm
from submissions.decisions.queries import adjustments_for
from submissions.decisions.views.lookups import decidable_or_404, shown_again


@require_http_methods(["GET", "HEAD", "POST"])
def adjust(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Adjust one answer; ``key`` in the address is chosen already."""
    context, (submission, version) = context_or_404(request), decidable_or_404(request, return_id)
    asked = or_404(form_for(version.form_service, version.form_version))
    answers = or_404(answers_from(version.form_service, version.form_version, version.answers))
    given = {row.key: row.value for sheet in answer_sheets(asked, answers) for row in sheet.rows}
    form = AdjustForm(asked, given, request.POST or None, initial={"key": request.GET.get("key", "")})
    if request.method == "POST" and form.is_valid():
        once = {"seen": request.POST.get("seen"), "once": key_of(request.POST.lists())}
        done = adjustments.adjust(by=context, return_id=return_id, **form.cleaned_data, **once)
        if not isinstance(done, Refusal):
            (made,) = decided_answers(asked, [or_404(done)], answers)
            messages.success(request, f"{made.label}: submitted {made.submitted}, adjusted to {made.adjusted}.")
            return redirect(shown_again(submission))
        form.add_error("value", done.because)
    page = {"submission": submission, "version": version, "form": form}
    page |= {"seen": decision_state.state_of(context, submission)}
    return render(request, "submissions/decisions/adjust.html", page)


@require_POST
def take_back(request: HttpRequest, adjustment_id: UUID) -> HttpResponse:
    context = context_or_404(request)
    adjustment = or_404(adjustments_for(context).filter(id=adjustment_id).first())
    done = or_404(adjustments.take_back(by=context, adjustment_id=adjustment.id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, "The adjustment is taken back: the submitted value counts again.")
    return redirect(shown_again(adjustment.submission))
