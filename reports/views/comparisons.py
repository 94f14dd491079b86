"""Pages of two calculations of an exercise side by side, with the causes of every difference."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.actions import audit
from accounts.domain.context import Context
from costing.form import Form
from reports import queries
from reports.domain.causes import CAUSES, CausedChanges, causes_between
from reports.domain.changed_terms import terms_in_words
from reports.domain.cohort import CohortFault
from reports.domain.comparison_file import comparison_csv, comparison_rows, comparison_xlsx
from reports.domain.comparison_page import compared_page
from reports.domain.inputs import Inputs
from reports.models import Calculation
from reports.views.lookups import calculation_or_404, form_of, team_or_404

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def calculation_compare(request: HttpRequest, calculation_id: UUID) -> HttpResponse:
    """Compare a calculation with another one of its exercise, the one before it unless another is chosen."""
    context, later = team_or_404(request), calculation_or_404(request, calculation_id)
    others = queries.calculations_for(context, later.exercise_id).exclude(id=later.id)
    earlier = _chosen(request, context, later)
    page: dict[str, Any] = {
        "back_url": reverse("reports:calculation_detail", args=[later.id]),
        "later": later,
        "earlier": earlier,
        "others": others,
        "query": f"against={earlier.id}" if earlier else "",
    }
    if earlier is not None:
        page |= _compared(context, earlier, later)
    return render(request, "reports/calculation_compare.html", page)


@require_safe
def comparison_file(request: HttpRequest, calculation_id: UUID, kind: str) -> HttpResponse:
    """Return the comparison as a file of the independent team."""
    context, later = team_or_404(request), calculation_or_404(request, calculation_id)
    earlier = _chosen(request, context, later)
    if earlier is None:
        raise Http404
    form, _, changes = _changes(context, earlier, later)
    if isinstance(changes, CohortFault):
        raise Http404
    title = f"{later.exercise.name}: calculation {later.number} against calculation {earlier.number}"
    about = {"kind": "calculation", "id": later.id, "exercise_id": later.exercise_id}
    audit.record(by=context, verb="downloaded", words=title, **about)
    rows = comparison_rows(form, changes, title)
    data = comparison_xlsx(rows) if kind == "xlsx" else comparison_csv(rows).encode()
    name = f"calculations-{earlier.number}-and-{later.number}.{kind}"
    return HttpResponse(data, TYPES[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _chosen(request: HttpRequest, context: Context, later: Calculation) -> Calculation | None:
    """Return the calculation that is asked for, of the same exercise; otherwise the one before, or any other."""
    wanted = request.GET.get("against", "")
    rows = queries.calculations_for(context, later.exercise_id).exclude(id=later.id)
    if wanted:
        found = next((row for row in rows if str(row.id) == wanted), None)
        if found is None:
            raise Http404
        return found
    return queries.latest_calculation(context, later.exercise_id, before=later) or rows.first()


def _changes(
    context: Context, earlier: Calculation, later: Calculation
) -> tuple[Form, tuple[Inputs, Inputs], CausedChanges | CohortFault]:
    form = form_of(later)
    if earlier.form_version != later.form_version:
        return form, _inputs(context, earlier, later), CohortFault("they rest on different editions of the form")
    inputs = _inputs(context, earlier, later)
    return form, inputs, causes_between(form, *inputs)


def _inputs(context: Context, earlier: Calculation, later: Calculation) -> tuple[Inputs, Inputs]:
    return queries.inputs_of(context, earlier), queries.inputs_of(context, later)


def _compared(context: Context, earlier: Calculation, later: Calculation) -> dict[str, Any]:
    form, inputs, changes = _changes(context, earlier, later)
    if isinstance(changes, CohortFault):
        return {"fault": changes.message}
    names = {row.location_id: row.location_name for one in (earlier, later) for row in queries.returns_of(context, one)}
    places = {cause: [names[place] for place in changes.locations.get(cause, ())] for cause in CAUSES}
    return {
        "is_the_same": earlier.inputs_sha256 == later.inputs_sha256,
        "terms": terms_in_words(*inputs),
        "behind": [(cause.label, found) for cause, found in places.items() if found],
        "compared": compared_page(form, changes, later.exercise.headline),
        "unit": form.cost_unit,
    }
