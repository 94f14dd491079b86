"""The sheet of a release to print: its cells, who drafted and approved it, and its digests, for the team's files."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports import queries
from reports.domain.preview_page import preview_page
from reports.domain.release_preview import digest_of
from reports.views.lookups import draft_or_404, form_of, team_or_404
from reports.views.release_drafts import release_numbers


@require_safe
def release_sheet(request: HttpRequest, release_id: UUID) -> HttpResponse:
    context, release = team_or_404(request), draft_or_404(request, release_id)
    form, found = form_of(release), queries.review_of(context, release)
    page = {
        "release": release,
        "unit": form.cost_unit,
        "digest": digest_of(release.table),
        "preview": preview_page(form, found.preview, release_numbers(context, release)) if found else None,
    }
    return render(request, "reports/release_sheet.html", page)
