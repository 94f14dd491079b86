"""An example return as a page and as a workbook: invented, and marked so wherever it stands."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from costing.forms import CURRENT
from costing.synthetic.example import SAYS
from costing.synthetic.example_return import example_return
from submissions.actions.workbooks import example_workbook
from submissions.views.lookups import participation_or_404
from submissions.views.provider import XLSX


@require_safe
def example(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Show an example for the exercise's service, at its price date."""
    participation = participation_or_404(request, participation_id)
    exercise = participation.exercise
    form = CURRENT[exercise.service]
    shown = example_return(form, exercise.price_date, exercise.weeks)
    page = {"participation": participation, "says": SAYS, "sheets": shown.sheets, "table": shown.table}
    return render(request, "submissions/example.html", page)


@require_safe
def example_file(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    participation = participation_or_404(request, participation_id)
    name, data = example_workbook(exercise=participation.exercise)
    return HttpResponse(data, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
