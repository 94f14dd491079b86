"""Pages of what an evaluation came to: the answer first, then each measure; on screen, on paper and as a file."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from markets.evaluation import queries
from markets.evaluation.domain.evaluation_file import HEADS, evaluation_cells
from markets.evaluation.domain.evaluation_terms import definitions, measures_in
from markets.evaluation.domain.experience import NOT_TESTED, all_experience_says
from markets.evaluation.domain.shown_evaluation import HOLDER_WORDS, ShownEvaluation
from markets.evaluation.domain.shown_packages import packages_refs
from markets.evaluation.views.evaluations import evaluation_or_404
from markets.evaluation.views.progress import progress_of
from markets.models import EvaluationLook, MarketEvaluation
from markets.permissions import can_look_after_tables
from markets.profiles.queries import names_of
from spreadsheets.table_files import CONTENT_TYPES, table_file


@require_safe
def evaluation_detail(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Show the look that was chosen, else the latest; of a draft by what it will be judged."""
    context, row = evaluation_or_404(request, evaluation_id)
    return render(request, "markets/evaluation/evaluation_detail.html", _page(request, context, row))


@require_safe
def evaluation_print(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Show the same for paper: the weeks as pictures, and nothing to press."""
    context, row = evaluation_or_404(request, evaluation_id)
    return render(request, "markets/evaluation/evaluation_print.html", _page(request, context, row))


def _page(request: HttpRequest, context: Context, row: MarketEvaluation) -> dict[str, Any]:
    looks = queries.looks_of(row)
    later = queries.later_version(row)
    run, may_write = queries.run_to_tell_of(row), can_look_after_tables(context)
    frozen = row.definitions or definitions(row.name, row.what, row.change_on, row.weeks, row.measures)
    experience = queries.experience_rows_of(context)
    return {
        "row": row,
        "later": later,
        "shown": shown_of(row, looks, _months(looks, whole_number(request.GET.get("look", "")))),
        "states": queries.states_of(row, looks, timezone.localdate(), sees_held=may_write),
        "run": run,
        "progress": progress_of(row, run),
        "measures": measures_in(frozen),
        "test": frozen["test"],
        "holder_words": HOLDER_WORDS,
        "experience": queries.experience_for(context),
        "experience_says": [*all_experience_says(experience, row.change_on), NOT_TESTED],
        "may_change": may_write and row.begun_at is None,
        "may_ask": may_write and row.begun_at is not None,
        "may_version": may_write and row.begun_at is not None and later is None,
        "may_say": may_write,
    }


def _months(looks: dict[int, EvaluationLook], wanted: int) -> int:
    """Return the months of the look that is wanted, else of the latest; 0 where the baseline alone is there."""
    return wanted if wanted in looks and wanted else max(looks, default=0)


def shown_of(row: MarketEvaluation, looks: dict[int, EvaluationLook], months: int) -> ShownEvaluation:
    """Return a look so many months after, against the baseline."""
    baseline = looks[0].document if 0 in looks else None
    look = looks[months].document if months else None
    refs = {ref for document in (baseline, look) if document for ref in document["hours"]}
    names = names_of(refs.union(packages_refs(look)))
    begun_late = row.begun_at is not None and timezone.localtime(row.begun_at).date() >= row.change_on
    return ShownEvaluation(row.definitions, baseline, look, names, begun_late)


@require_safe
def evaluation_file(request: HttpRequest, evaluation_id: UUID, kind: str) -> HttpResponse:
    """Send every look as a table: each measure's change, what it was made of, and what changed hands."""
    _, row = evaluation_or_404(request, evaluation_id)
    content_type = or_404(CONTENT_TYPES.get(kind))
    mark = (
        f"{row.authority.name}: {row.name}, version {row.number}, change on {row.change_on:%-d %B %Y}. "
        f"Definitions {row.digest or 'not frozen yet'}. For the council alone."
    )
    looks = queries.looks_of(row)
    data = table_file(kind, "Evaluation", mark, HEADS, evaluation_cells([shown_of(row, looks, one) for one in looks]))
    name = f"{slugify(row.name)[:60] or 'evaluation'}-{row.number}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type, headers=headers)
