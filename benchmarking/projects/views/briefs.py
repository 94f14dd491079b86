"""The page of a project brief: its versions, what each changed, and a new one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from benchmarking.lookups import progress_reader_or_404, round_or_404
from benchmarking.permissions import can_keep_project
from benchmarking.projects import queries
from benchmarking.projects.actions.project_briefs import keep_brief
from benchmarking.projects.domain.brief_versions import LABELS, terms_from, versions_of
from benchmarking.projects.forms import ProjectBriefForm


@require_http_methods(["GET", "HEAD", "POST"])
def project_brief(request: HttpRequest, round_id: UUID) -> HttpResponse:
    context, row = progress_reader_or_404(request), round_or_404(request, round_id)
    may_keep, rows = can_keep_project(context), list(queries.briefs_of(context, row))
    newest = rows[0] if rows else None
    shown = {name: getattr(newest, name) for name in LABELS} if newest else {}
    form = ProjectBriefForm(request.POST or None, initial=shown, is_first=newest is None)
    if request.method == "POST":
        or_404(row if may_keep else None)
        if form.is_valid():
            done = or_404(
                keep_brief(
                    by=context, round_id=row.id, told=form.told, why=form.cleaned_data.get("why", ""),
                    after=whole_number(request.POST.get("after", "")), key=key_of(request.POST.lists()),
                )
            )  # fmt: skip
            if not isinstance(done, Refusal):
                messages.success(request, f"Version {done.number} of the brief is kept.")
                return redirect("benchmarking:project_detail", row.id)
            form.add_error(None, done.because)
    page = {
        "round": row, "form": form if may_keep else None, "brief": newest, "versions": versions_of(rows),
        "terms": terms_from(newest) if newest else None,
    }  # fmt: skip
    return render(request, "benchmarking/projects/project_brief.html", page)
