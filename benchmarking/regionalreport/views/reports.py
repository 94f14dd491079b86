"""The regional report as a file: for the office from an edition that is out, for others from their copy of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.lookups import or_404
from benchmarking.editions.queries import copy_for, edition_for
from benchmarking.lookups import copy_reader_or_404, return_reader_or_404, round_or_404
from benchmarking.regionalreport.domain.region_facts import RegionFacts
from benchmarking.regionalreport.domain.regional_report import RegionalReportKind, report_bytes
from benchmarking.regionalreport.queries import facts_of_copy, facts_of_edition


@require_safe
def edition_report(request: HttpRequest, round_id: UUID, edition_id: UUID, kind: str) -> HttpResponse:
    context, row = return_reader_or_404(request), round_or_404(request, round_id)
    return _sent(facts_of_edition(context, or_404(edition_for(context, row, edition_id))), kind)


@require_safe
def copy_report(request: HttpRequest, copy_id: UUID, kind: str) -> HttpResponse:
    context = copy_reader_or_404(request)
    return _sent(facts_of_copy(context, or_404(copy_for(context, copy_id))), kind)


def _sent(facts: RegionFacts | None, kind: str) -> HttpResponse:
    found = or_404(facts)
    chosen = or_404(next((one for one in RegionalReportKind if one == kind), None))
    name = f"{slugify(f'regional report {found.round_name} edition {found.number}')}.{chosen}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(report_bytes(chosen, found), chosen.content_type, headers=headers)
