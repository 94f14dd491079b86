"""A calculation's tables as files, for the independent team."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from accounts.actions import audit
from costing.figure_words import day_in_words, moment_in_words, percent
from costing.form import Form
from reports import queries
from reports.domain.calculation_files import About, Tables, calculation_csv, calculation_xlsx
from reports.domain.calculation_groups import DIMENSION_WORDS, group_words
from reports.domain.calculation_tables import calculation_tables
from reports.domain.exact_document import figure
from reports.models import Calculation, CalculationReturn
from reports.views.lookups import calculation_or_404, form_of, team_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def calculation_workbook(request: HttpRequest, calculation_id: UUID) -> HttpResponse:
    calculation, tables = _found(request, calculation_id)
    return _file(calculation, "xlsx", calculation_xlsx(_about(calculation), tables, calculation.made_at), XLSX)


@require_safe
def calculation_file(request: HttpRequest, calculation_id: UUID) -> HttpResponse:
    calculation, tables = _found(request, calculation_id)
    text = calculation_csv(_about(calculation), tables)
    return _file(calculation, "csv", text.encode(), "text/csv; charset=utf-8")


def _found(request: HttpRequest, calculation_id: UUID) -> tuple[Calculation, Tables]:
    context, calculation = team_or_404(request), calculation_or_404(request, calculation_id)
    form, tariffs = form_of(calculation), calculation.table["supporting"].get("tariff", {}).get("by_location", {})
    words = f"The tables of calculation {calculation.number} of {calculation.exercise.name}"
    about = {"kind": "calculation", "id": calculation.id, "words": words, "exercise_id": calculation.exercise_id}
    audit.record(by=context, verb="downloaded", **about)
    rows = [_row(form, row, tariffs.get(row.location_id)) for row in queries.returns_of(context, calculation)]
    return calculation, calculation_tables(form, calculation.table, rows)


def _file(calculation: Calculation, kind: str, data: bytes, type: str) -> HttpResponse:
    name = slugify(f"{calculation.exercise.name} calculation {calculation.number} for the independent team")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, type, headers=headers)


def _about(calculation: Calculation) -> About:
    target = calculation.occupancy_target
    return [
        ("Exercise", calculation.exercise.name),
        ("Calculation", str(calculation.number)),
        ("Made", f"{moment_in_words(localtime(calculation.made_at))} by {calculation.made_by.full_name}"),
        ("Note", calculation.note),
        ("Prices as at", day_in_words(calculation.price_date)),
        ("Unit of the lines", form_of(calculation).cost_unit),
        *([("Occupancy", f"Normalised to {percent(target)}")] if target else []),
        ("Returns used", str(calculation.returns_used)),
        ("Eligible locations", str(calculation.table["supporting"]["eligible"])),
        ("Method", calculation.method_version),
        ("Form", calculation.form_version),
        ("SHA-256 of the inputs", calculation.inputs_sha256),
    ]


def _row(form: Form, row: CalculationReturn, tariff: Mapping[str, str] | None) -> dict[str, Any]:
    at = row.left_out_at
    groups = {words: group_words(key, row.breakdown.get(key, "")) for key, words in DIMENSION_WORDS.items()}
    parts = {"£ a visit": "per_visit", "£ a minute": "per_minute"} if form.service == "homecare" else {}
    return {
        "Location": row.location_name,
        "CQC location ID": row.location_id,
        "Provider": row.provider.name,
        "Version": row.version.number,
        "Used": "yes" if row.is_used else "no",
        "Lines left out": "; ".join(form.line_by_key[key].label for key in row.lines_left_out),
        "Why": row.left_out_because,
        "Left out by": row.left_out_by.full_name if row.left_out_by else "",
        "Left out at": localtime(at).strftime("%Y-%m-%d %H:%M") if at else "",
        "Hours or beds": row.weight,
        **groups,
        **{name: figure(tariff[part]) if tariff else None for name, part in parts.items()},
    }
