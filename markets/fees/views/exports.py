"""The files of a scenario."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.lookups import or_404
from markets.charter.domain.ethical_charter import answered
from markets.fees.domain.exports.budget_file import budget_csv
from markets.fees.domain.exports.fee_paper import PaperFacts
from markets.fees.domain.exports.scenario_files import scenario_file as file_of
from markets.fees.domain.result import ScenarioResult
from markets.fees.queries import scenario_for
from markets.fees.views.further_pages import kept_budget
from markets.fees.views.scenarios import lab_or_404, result_of
from markets.models import FeeScenario
from spreadsheets.table_files import CONTENT_TYPES

BUDGET_KIND = "budget-csv"


@require_safe
def scenario_file(request: HttpRequest, scenario_id: UUID, kind: str) -> HttpResponse:
    row = or_404(scenario_for(lab_or_404(request), scenario_id))
    result = or_404(result_of(row))
    name = slugify(row.name)[:60] or "scenario"
    if kind == BUDGET_KIND:
        return _download(f"{name}-budget.csv", budget_csv(kept_budget(row, result)).encode(), CONTENT_TYPES["csv"])
    found = file_of(kind, result, facts_of(row, result), row.inputs)
    if found is None:
        raise Http404
    return _download(f"{name}.{kind}", found.data, found.content_type)


def _download(name: str, data: bytes, content_type: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type, headers=headers)


def facts_of(row: FeeScenario, result: ScenarioResult) -> PaperFacts:
    frozen = f"{timezone.localtime(row.frozen_at):%-d %B %Y}" if row.frozen_at else ""
    charter = tuple((one.point.label, one.words) for one in answered(result.inputs, row.charter)) if row.charter else ()
    return PaperFacts(row.authority.name, row.name, row.note, row.sources, row.digest, frozen, charter)
