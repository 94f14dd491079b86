"""Pages of what people said: scores of satisfaction and counts of complaints, one typed or many brought in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from markets.evaluation import queries
from markets.evaluation.actions import experience
from markets.evaluation.domain.experience_table import as_lines
from markets.evaluation.forms.experience import ExperienceForm, ExperienceTableForm
from markets.evaluation.views.evaluations import reader_or_404
from markets.permissions import can_look_after_tables


@require_http_methods(["GET", "HEAD", "POST"])
def experience_list(request: HttpRequest) -> HttpResponse:
    """Show all figures, and take another one that is typed."""
    context = reader_or_404(request)
    form = ExperienceForm(request.POST or None)
    if request.method == "POST" and _are_kept(request, context, form):
        return redirect("markets:experience_list")
    page = {"form": form, "rows": queries.experience_for(context), "may_write": can_look_after_tables(context)}
    return render(request, "markets/evaluation/experience_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def experience_table(request: HttpRequest) -> HttpResponse:
    """Read many figures at once and show them, then keep what was shown: all of them, or none and why."""
    context = reader_or_404(request)
    or_404(context if can_look_after_tables(context) else None)
    form = ExperienceTableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and request.POST.get("do") == "keep":
        if _are_kept(request, context, form):
            return redirect("markets:experience_list")
    elif request.method == "POST" and form.is_valid():
        new = set(experience.new_of(context, form.rows))
        page = {"rows": [(row, row in new) for row in form.rows], "new": len(new), "lines": as_lines(form.rows)}
        return render(request, "markets/evaluation/experience_read.html", page)
    return render(request, "markets/evaluation/experience_table.html", {"form": form})


def _are_kept(request: HttpRequest, context: Context, form: ExperienceForm | ExperienceTableForm) -> bool:
    """Tell whether what was sent is kept; why it is not stands on the form."""
    or_404(context if can_look_after_tables(context) else None)
    if not form.is_valid():
        return False
    done = experience.keep(by=context, rows=form.rows, key=key_of(request.POST.lists()))
    if done is None or isinstance(done, Refusal):
        form.add_error(None, or_404(done).because)
        return False
    messages.success(request, f"{done} kept." if done else "Nothing new: these figures are there already.")
    return True


@require_POST
def experience_take_out(request: HttpRequest, experience_id: UUID) -> HttpResponse:
    context = reader_or_404(request)
    row = or_404(experience.take_out(by=context, experience_id=experience_id))
    messages.success(request, f"The figure of {row.day:%-d %B %Y} is taken out.")
    return redirect("markets:experience_list")
