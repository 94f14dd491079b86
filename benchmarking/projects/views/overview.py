"""The project of a round on one page, to be printed too: for the office, and what councils read of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from benchmarking.lookups import answerer_or_404, own_member_or_404, progress_reader_or_404, round_or_404
from benchmarking.permissions import can_keep_project
from benchmarking.projects import queries
from benchmarking.projects.actions import project_entries
from benchmarking.projects.domain.project_parts import FOR_MEMBERS, ProjectPart
from benchmarking.projects.domain.shown_project import shown_project
from benchmarking.projects.forms import ProjectStartForm


@require_http_methods(["GET", "HEAD", "POST"])
def project_detail(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show all of a project; a post begins it with the usual tasks and risks."""
    context, row = progress_reader_or_404(request), round_or_404(request, round_id)
    may_keep = can_keep_project(context)
    form = ProjectStartForm(request.POST or None, initial={"begins_on": timezone.localdate()})
    if request.method == "POST":
        or_404(row if may_keep else None)
        if form.is_valid():
            begins_on = form.cleaned_data["begins_on"]
            done = or_404(project_entries.begin(by=context, round_id=row.id, begins_on=begins_on))
            if not isinstance(done, Refusal):
                messages.success(request, f"{done} tasks and risks are listed. Change what differs in this round.")
                return redirect("benchmarking:project_detail", row.id)
            form.add_error(None, done.because)
    found = {part: list(queries.entries_of(context, row, part)) for part in ProjectPart}
    shown = shown_project(queries.briefs_of(context, row).first(), found, timezone.localdate())
    is_new = not found[ProjectPart.TASKS] and not found[ProjectPart.RISKS]
    page = {"round": row, "shown": shown, "form": form, "may_keep": may_keep, "may_begin": may_keep and is_new}
    return render(request, "benchmarking/projects/project_detail.html", page)


@require_safe
def own_project(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Show a council of the round the brief, the group, meetings and decisions."""
    context, member = answerer_or_404(request), own_member_or_404(request, member_id)
    found = {part: list(queries.own_entries(context, member, part)) for part in FOR_MEMBERS}
    shown = shown_project(queries.own_brief(context, member), found, timezone.localdate())
    page = {"round": member.round, "member": member, "shown": shown}
    return render(request, "benchmarking/projects/own_project.html", page)
