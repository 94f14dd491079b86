"""The toolkit: what a council can do, how well it is known, and which of it the council does."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from benchmarking.permissions import (
    can_answer_for_council,
    can_keep_levers,
    can_read_council_returns,
    can_see_progress,
)
from benchmarking.toolkit.actions import lever_marks
from benchmarking.toolkit.domain.levers import AIMS, LeverGrade, published_levers, retired_levers, unpublished_levers
from benchmarking.toolkit.queries import asked_by, own_marks, own_toolkit, used_by, waiting_levers


@require_http_methods(["GET", "HEAD", "POST"])
def toolkit(request: HttpRequest) -> HttpResponse:
    """Show the levers with a source to councils, who say which they use, and to the office, which sees who does."""
    context = context_or_404(request)
    is_office = can_see_progress(context)
    or_404(context if is_office or can_answer_for_council(context) else None)
    if request.method == "POST":
        return _marked(request, context)
    aim = request.GET.get("aim", "")
    aim = aim if aim in AIMS else ""
    own, others, there = own_marks(context), used_by(context), own_toolkit(context)
    page = {
        "levers": [(one, one.key in own, others.get(one.key, [])) for one in published_levers(there, aim)],
        "missing": unpublished_levers(there) if is_office else (),
        "retired": retired_levers(there),
        "waiting": waiting_levers(context),
        "may_keep": can_keep_levers(context),
        "may_mark": asked_by(context) is not None,
        "sees_users": can_read_council_returns(context),
        "aims": AIMS,
        "aim": aim,
        "grades": list(LeverGrade),
    }
    return render(request, "benchmarking/toolkit/toolkit.html", page)


def _marked(request: HttpRequest, context: Context) -> HttpResponse:
    is_used = request.POST.get("is_used") == "yes"
    done = or_404(lever_marks.mark(by=context, lever=request.POST.get("lever", "")[:30], is_used=is_used))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, f"{done}: {'you use it' if is_used else 'you do not use it'}. Your office reads it.")
    return redirect("benchmarking:toolkit")
