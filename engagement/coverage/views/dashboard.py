"""Pages of the dashboard of an exercise's engagement, and each of its tables as a file."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.lookups import or_404
from costing.charts import CurveChart
from engagement import queries
from engagement.coverage.domain import charts
from engagement.coverage.domain.answer import answer_of, trend_in_words
from engagement.coverage.domain.breakdown import Breakdown
from engagement.coverage.domain.coverage import Coverage, Stage
from engagement.coverage.domain.forecast import Forecast
from engagement.coverage.domain.tables import Table, behind, table_csv
from engagement.coverage.forms.location_status import PartFilter
from engagement.permissions import can_give_outcome
from engagement.queries import Dashboard
from engagement.views.lookups import context_or_404, exercise_or_404
from register import queries as register
from register.queries import Exercise


@require_safe
def exercise_list(request: HttpRequest) -> HttpResponse:
    """Show the exercises, or go to the dashboard if there is only one."""
    context = context_or_404(request)
    exercises = list(register.exercises(context))
    if len(exercises) == 1:
        return redirect("engagement:dashboard", exercises[0].id)
    return render(
        request, "engagement/coverage/exercise_list.html", {"exercises": exercises, "today": timezone.localdate()}
    )


@require_safe
def dashboard(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    form, seen = _seen(request, context, exercise)
    part = behind(**{name: value for name, value in form.cleaned_data.items() if value})
    tables = seen.tables
    page = {
        "exercise": exercise,
        "filter": form,
        "seen": seen,
        "tables": tables,
        "pictures": _pictures(seen, exercise),
        "broken_down": [(tables[by.value], _response(seen, by)) for by in Breakdown if by.value in tables],
        "part": part,
        "can_set_standard": can_give_outcome(context),
        "answer": answer_of(seen.coverage, seen.forecast, seen.unit),
        "trend": trend_in_words(seen.received_on, seen.forecast, timezone.localdate()),
        "contacts_say": f"{sum(week.contacts for week in seen.weeks):,} contacts in {len(seen.weeks)} weeks.",
        "list_url": reverse("engagement:standing_list", args=[exercise.id]),
        "days_left": (exercise.closes_on - timezone.localdate()).days,
    }
    return render(request, "engagement/coverage/dashboard.html", page)


@require_safe
def dashboard_table(request: HttpRequest, exercise_id: UUID, name: str) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    _, seen = _seen(request, context, exercise)
    table = or_404(seen.tables.get(name))
    return as_csv(table, f"{exercise.name} {table.title}")


def as_csv(table: Table, name: str) -> HttpResponse:
    answer = HttpResponse(table_csv(table), content_type="text/csv; charset=utf-8")
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name.lower())
    answer["Content-Disposition"] = f'attachment; filename="{plain}.csv"'
    return answer


def _seen(request: HttpRequest, context: Context, exercise: Exercise) -> tuple[PartFilter, Dashboard]:
    everybody = queries.market(context, exercise.id, exercise=exercise)
    form = PartFilter(everybody, request.GET)
    return form, queries.dashboard(context, exercise, form.wanted, timezone.localdate(), everybody)


def _pictures(seen: Dashboard, exercise: Exercise) -> dict[str, Any]:
    shown = {outcome: count for outcome, count in seen.counts.items() if seen.is_for_team or outcome != "usable"}
    return {
        "funnel": charts.funnel(seen.coverage),
        "outcomes": charts.outcomes(shown),
        "contacts": charts.contacts_by_week(seen.weeks),
        "returns": returns_chart(exercise, seen.coverage, seen.forecast, seen.received_on),
    }


def returns_chart(
    exercise: Exercise, seen: Coverage, ahead: Forecast | None, received_on: Sequence[date]
) -> CurveChart:
    return charts.returns_curve(
        received_on,
        ahead,
        of=int(seen.at(Stage.IN_SCOPE).locations.number or 0),
        opens_on=exercise.opens_on,
        closes_on=exercise.closes_on,
        today=timezone.localdate(),
    )


def _response(seen: Dashboard, by: Breakdown) -> Any:
    return charts.response(seen.broken_down[by])
