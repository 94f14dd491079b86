"""Pages of released tables for councils and providers; they read nothing but releases."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from costing.figure_words import day_in_words, percent
from reports import queries
from reports.annexes.domain.document_page import document_page
from reports.annexes.queries.documents import documents_of
from reports.domain.five_questions import five_answers
from reports.domain.headline import headline_figures
from reports.domain.policy import PROTECTED, policy_known_as
from reports.domain.release_csv import release_csv
from reports.domain.release_page import release_page
from reports.domain.release_states import ReleaseState
from reports.domain.released_measures import measure_tables
from reports.domain.released_table import released_columns
from reports.models import Release
from reports.permissions import reads_datasheets, sees_released
from reports.views.lookups import form_of, public_release_or_404
from submissions import queries as submissions

A_PAGE = 25


def release_list(request: HttpRequest) -> HttpResponse:
    if not sees_released(request.context):
        raise Http404
    page = Paginator(queries.public_releases_for(request.context), A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "withdrawn": queries.withdrawal_notices_for(request.context)[:A_PAGE],
        "reads_datasheets": reads_datasheets(request.context),
    }
    return render(request, "reports/public_release_list.html", shown)


def release_detail(request: HttpRequest, release_id: UUID) -> HttpResponse:
    release = public_release_or_404(request, release_id)
    own = submissions.costed_returns(request.context, release.exercise_id)
    return render(request, "reports/public_release_detail.html", {**_shown(request, release), "own": own})


@require_safe
def release_print(request: HttpRequest, release_id: UUID) -> HttpResponse:
    release = public_release_or_404(request, release_id)
    return render(request, "reports/release_print.html", _shown(request, release))


@require_safe
def release_file(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Return a csv made of the released cells."""
    release = public_release_or_404(request, release_id)
    text = release_csv(form_of(release), release.table, _about(release))
    name = slugify(f"{release.exercise.name} release {release.number}")
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(text, "text/csv; charset=utf-8", headers=headers)


def _shown(request: HttpRequest, release: Release) -> dict[str, Any]:
    form, policy = form_of(release), policy_known_as(release.policy_version, release.policy_sha256) or PROTECTED
    standing = queries.standing_release(request.context, release)
    return {
        "release": release,
        "unit": form.cost_unit,
        "policy": policy,
        "measures": measure_tables(form, release.table),
        "figures": headline_figures(form, release.table),
        "answers": five_answers(form, released_columns(form, release.table), policy, _released_on(release)),
        "columns": release_page(form, release.table, headline=release.exercise.headline, policy=policy),
        "newer": standing if standing and standing.id != release.id else None,
        "is_superseded": release.state == ReleaseState.SUPERSEDED,
        "documents": document_page(documents_of(request.context, release)),
    }


def _released_on(release: Release) -> str:
    return day_in_words(localtime(release.approved_at).date()) if release.approved_at else ""


def _about(release: Release) -> list[tuple[str, str]]:
    """Return the few facts that stand above the table of a file."""
    is_superseded = release.state == ReleaseState.SUPERSEDED
    return [
        ("Authority", release.authority.name),
        ("Exercise", release.exercise.name),
        ("Prices as at", day_in_words(release.exercise.price_date)),
        *([("Occupancy", f"Normalised to {percent(release.occupancy_target)}")] if release.occupancy_target else []),
        ("Release", f"{release.number}{', superseded by a later one' if is_superseded else ''}"),
        ("Released on", _released_on(release)),
        ("Policy", f"{release.policy_version} {release.policy_sha256}"),
        ("Method", release.method_version),
        ("Form", release.form_version),
    ]
