"""The page on which an analyst leaves lines of a return out of statistics, and the way back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from costing.answer_sheets import cost_table
from costing.figure_words import gbp
from costing.form import Form
from costing.forms import form_for
from costing.formulas.costs import Costs
from submissions import queries
from submissions.actions import decision_state
from submissions.decisions.actions import line_decisions
from submissions.decisions.forms import LeaveOutForm
from submissions.decisions.queries import line_decisions_for
from submissions.decisions.views.lookups import decidable_or_404, shown_again


@require_http_methods(["GET", "HEAD", "POST"])
def leave_out(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Choose lines by section, each with its figure; ``line`` in the address is chosen already."""
    context, (submission, version) = context_or_404(request), decidable_or_404(request, return_id)
    asked = or_404(form_for(version.form_service, version.form_version))
    standing = {row.line for row in queries.line_decisions_on(context, submission) if row.stands}
    initial = {"lines": request.GET.getlist("line")}
    adjusted = {one.key: one.adjusted for one in queries.applying(context, submission, version)}
    figures = _figures(asked, queries.costs_with(version, adjusted, submission.exercise.weeks))
    form = LeaveOutForm(asked, figures, standing, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = line_decisions.leave_out(
            by=context,
            return_id=return_id,
            lines=form.lines,
            reason=form.cleaned_data["reason"],
            words=form.cleaned_data["words"],
            seen=request.POST.get("seen"),
            key=key_of(request.POST.lists()),
        )
        if not isinstance(done, Refusal):
            count = len(or_404(done))
            messages.success(request, f"{count} line{'s are' if count > 1 else ' is'} left out of statistics.")
            return redirect(shown_again(submission))
        form.add_error(None, done.because)
    seen = decision_state.state_of(context, submission)
    page = {"submission": submission, "version": version, "form": form, "seen": seen}
    return render(request, "submissions/decisions/leave_out.html", page | {"unit": asked.cost_unit})


@require_POST
def take_back(request: HttpRequest, line_decision_id: UUID) -> HttpResponse:
    context = context_or_404(request)
    decision = or_404(line_decisions_for(context).filter(id=line_decision_id).first())
    done = or_404(line_decisions.take_back(by=context, decision_id=decision.id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, "The line counts again.")
    return redirect(shown_again(decision.submission))


def _figures(form: Form, costs: Costs | None) -> dict[str, str]:
    """Return what each line comes to, column by column, to be seen beside it."""
    rows = cost_table(form, costs).rows if costs else ()
    return {
        row.key: ", ".join(dict.fromkeys("n/a" if one is None else gbp(one) for one in row.amounts)) for row in rows
    }
