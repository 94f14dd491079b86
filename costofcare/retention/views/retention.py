"""How long things are kept, what will be erased next, and what was."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.refusal import Refusal
from accounts.erasures.actions import retention as actions
from accounts.erasures.queries.retention import retention_runs
from accounts.lookups import or_404
from accounts.permissions import can_administer, can_read_audit_trail
from costofcare.retention.domain.kinds import BY_KEY, TOLD_BEFORE
from costofcare.retention.forms import KeptDaysForm
from costofcare.retention.queries import kept_kinds

LATEST = 12


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    if not can_read_audit_trail(request.context):
        raise Http404
    runs = retention_runs(request.context)
    page = {
        "kinds": kept_kinds(),
        "coming": [_said(run) for run in runs.filter(finished_at=None)],
        "done": [_said(run) for run in runs.exclude(finished_at=None)[:LATEST]],
        "may_change": can_administer(request.context),
        "fortnight": TOLD_BEFORE.days,
        "today": timezone.localdate(),
    }
    return render(request, "costofcare/retention/retention.html", page)


def _said(run: object) -> dict[str, object]:
    counts = run.counts or {key: each["rows"] for key, each in run.plan.items()}  # type: ignore[attr-defined]
    rows = [(BY_KEY[key].label, count) for key, count in counts.items() if key in BY_KEY]
    return {"run": run, "rows": rows}


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
            messages.success(request, f"{kept.kind.label}: kept {kept.kind.in_words(done.days)}.")
            return redirect("retention")
        form.add_error(None, done.because)
    return render(request, "costofcare/retention/retention_change.html", {"kept": kept, "form": form})
