"""How long things are kept, what will be erased next, and what was."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.refusal import Refusal
from accounts.erasures.actions import retention as actions
from accounts.erasures.queries.retention import retention_runs
from accounts.lookups import or_404
from accounts.permissions import can_administer, can_read_audit_trail
from costofcare.retention.domain.kinds import TOLD_BEFORE
from costofcare.retention.forms import KeptDaysForm
from costofcare.retention.queries import announced_rows, erased_rows, kept_kinds

A_PAGE = 12


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    if not can_read_audit_trail(request.context):
        raise Http404
    runs = retention_runs(request.context)
    done = Paginator(runs.exclude(finished_at=None), A_PAGE).get_page(request.GET.get("page"))
    page = {
        "kinds": kept_kinds(),
        "coming": [(run, announced_rows(run.plan, run.due_on)) for run in runs.filter(finished_at=None)],
        "page": done,
        "done": [(run, erased_rows(run.counts)) for run in done],
        "may_change": can_administer(request.context),
        "fortnight": TOLD_BEFORE.days,
    }
    return render(request, "costofcare/retention/retention.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def retention_change(request: HttpRequest, kind: str) -> HttpResponse:
    """Change how long one kind is kept."""
    kept = or_404(next((one for one in kept_kinds() if one.kind.key == kind and one.can_change), None))
    if not can_administer(request.context):
        raise Http404
    form = KeptDaysForm(request.POST if request.method == "POST" else None, initial={"days": kept.days})
    if request.method == "POST" and form.is_valid():
        done = actions.set_days(by=request.context, kind=kind, days=form.cleaned_data["days"])
        if not isinstance(done, Refusal):
            messages.success(
                request, f"{kept.kind.label}: now kept {kept.kind.in_words(done.days)}, before {kept.words}."
            )
            return redirect("retention")
        form.add_error(None, done.because)
    page = {"kept": kept, "form": form, "fortnight": TOLD_BEFORE.days}
    return render(request, "costofcare/retention/retention_change.html", page)
