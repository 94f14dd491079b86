"""The page of the words that justify an exercise's returns, with the earlier ones."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from costing.forms import CURRENT
from reports import queries
from reports.justification.actions import justification
from reports.justification.domain.words import LABELS
from reports.justification.forms import JustificationForm
from reports.justification.queries import justifications_of
from reports.permissions import can_calculate
from reports.views.lookups import list_of, team_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def justification_edit(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Show the words to the team; analysts change them."""
    context = team_or_404(request)
    exercise = or_404(queries.exercise_for(context, exercise_id))
    rows = list(justifications_of(context, exercise_id))
    stands = {key: getattr(rows[0], key) for key in LABELS} | {"seen": rows[0].number} if rows else {}
    has_capital = "return_on_capital" in or_404(CURRENT.get(exercise.service)).line_by_key
    form = JustificationForm(request.POST or None, initial=stands, has_capital=has_capital)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        done = or_404(justification.write(by=context, exercise_id=exercise_id, words=form.words, seen=seen))
        if not isinstance(done, Refusal):
            messages.success(request, "The words are kept.")
            return redirect("reports:justification_edit", exercise_id)
        form.add_error(None, done.because)
    page = {
        "back_url": list_of("calculation_list", exercise_id),
        "exercise": exercise,
        "form": form,
        "can_change": can_calculate(context),
        "stands": rows[0] if rows else None,
        "was_overtaken": bool(form.is_bound and form.non_field_errors()),
        "rows": [(row, [(LABELS[key], getattr(row, key)) for key in LABELS if getattr(row, key)]) for row in rows],
    }
    return render(request, "reports/justification/edit.html", page)
