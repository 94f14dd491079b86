"""The page on which a provider tries other figures on its own return; nothing is kept."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from costing.forms import form_for
from costing.serialisation import answers_from, costs_from
from submissions.domain.version_comparison import cost_changes
from submissions.domain.what_if import groups_of, tried, wage_years
from submissions.forms.what_if import WhatIfForm
from submissions.views.lookups import current_or_404, own_return_or_404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Show the costs of other figures. By POST, as an address would carry the figures into histories and logs."""
    submission = own_return_or_404(request, return_id)
    version = current_or_404(submission)
    form = form_for(version.form_service, version.form_version)
    answers, costs = (
        answers_from(version.form_service, version.form_version, version.answers),
        costs_from(version.costs),
    )
    if form is None or answers is None or costs is None:
        raise Http404
    groups = groups_of(form, answers)
    asked = WhatIfForm(groups, wage_years(form, answers), answers, request.POST or None)
    page: dict[str, Any] = {"submission": submission, "version": version, "form": asked, "unit": form.cost_unit}
    page["groups"] = [(group.title, [asked[question.key] for question in group.questions]) for group in groups]
    if asked.is_bound and asked.is_valid():
        then = tried(form, answers, asked.changes(), _day(asked), submission.exercise.weeks)
        page |= {"has_tried": True, "columns": cost_changes(form, costs, then) if then else ()}
    return render(request, "submissions/what_if.html", page)


def _day(asked: WhatIfForm) -> date | None:
    chosen = asked.cleaned_data.get("wage_from", "")
    return date.fromisoformat(chosen) if chosen else None
