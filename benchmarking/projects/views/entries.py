"""Pages of one row of a project: to add it, to read it, and to change it."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from benchmarking.lookups import progress_reader_or_404, round_or_404
from benchmarking.models import BenchmarkRound
from benchmarking.permissions import can_keep_project
from benchmarking.projects import queries
from benchmarking.projects.actions import project_entries, project_meetings
from benchmarking.projects.domain.meeting_entry import mark_of_invitation
from benchmarking.projects.domain.project_parts import ProjectPart
from benchmarking.projects.forms import FORMS, EntryForm
from costing.figure_words import day_in_words

SENT_BEFORE = (
    "The entry has gone to the group already, so it was not sent twice. If somebody joined since, send it again."
)
# What is today where a row is new.
TODAY = {ProjectPart.DECISIONS: "decided_on", ProjectPart.CHANGES: "asked_on"}


@require_http_methods(["GET", "HEAD", "POST"])
def project_entry_new(request: HttpRequest, round_id: UUID, part: str) -> HttpResponse:
    context, row = progress_reader_or_404(request), round_or_404(request, round_id)
    chosen = _part_or_404(part)
    or_404(row if can_keep_project(context) else None)
    first = {TODAY[chosen]: timezone.localdate()} if chosen in TODAY else {}
    form = FORMS[chosen](request.POST or None, choices=_choices(context, row, chosen), initial=first)
    form.fields.pop("why", None)
    if request.method == "POST" and form.is_valid():
        key = key_of(request.POST.lists())
        done = or_404(project_entries.add(by=context, round_id=row.id, part=chosen, told=form.told, key=key))
        if not isinstance(done, Refusal):
            messages.success(request, f"{done} is added.")
            return redirect("benchmarking:project_detail", row.id)
        form.add_error(None, done.because)
    page = {"round": row, "part": chosen, "form": form, "title": f"Add {chosen.one}"}
    return render(request, "benchmarking/projects/project_entry_new.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def project_entry(request: HttpRequest, round_id: UUID, part: str, project_entry_id: UUID) -> HttpResponse:
    """Show a row, and of a risk how it was rated; who keeps the project changes it here."""
    context, row = progress_reader_or_404(request), round_or_404(request, round_id)
    chosen = _part_or_404(part)
    entry = or_404(queries.entry_for(context, row, chosen, project_entry_id) if chosen.is_changed else None)
    form = FORMS[chosen](request.POST or None, initial=FORMS[chosen].shown(entry))
    may_keep = can_keep_project(context)
    if request.method == "POST" and "invite" in request.POST:
        return _invite(request, context, row, or_404(entry if chosen is ProjectPart.MEETINGS else None))
    if request.method == "POST":
        or_404(row if may_keep else None)
        if form.is_valid():
            done = or_404(_change(request, context, row, chosen, project_entry_id, form))
            if not isinstance(done, Refusal):
                messages.success(request, f"{done} is saved.")
                return redirect("benchmarking:project_detail", row.id)
            form.add_error(None, done.because)
    page = {
        "round": row, "part": chosen, "entry": entry, "form": form if may_keep else None, "facts": _facts(form),
        "may_invite": may_keep and chosen is ProjectPart.MEETINGS and not entry.is_off,
        "invited": mark_of_invitation(getattr(entry, "invited_at", None)),
        "ratings": queries.ratings_of(context, row, entry.id)[:100] if chosen is ProjectPart.RISKS else (),
    }  # fmt: skip
    return render(request, "benchmarking/projects/project_entry.html", page)


def _invite(request: HttpRequest, context: Context, row: BenchmarkRound, meeting: Any) -> HttpResponse:
    seen = request.POST.get("invited", "")
    done = or_404(project_meetings.invite(by=context, round_id=row.id, meeting_id=meeting.id, seen=seen))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    elif done == 0:
        messages.info(request, SENT_BEFORE)
    else:
        messages.success(request, f"The calendar entry is on its way to {done} of the group.")
    return redirect("benchmarking:project_entry", row.id, ProjectPart.MEETINGS.value, meeting.id)


def _change(
    request: HttpRequest, context: Context, row: BenchmarkRound, part: ProjectPart, entry_id: UUID, form: EntryForm
) -> Any:
    return project_entries.change(
        by=context, round_id=row.id, part=part, entry_id=entry_id, told=form.told,
        edition=whole_number(request.POST.get("edition", "")), why=form.cleaned_data.get("why", ""),
    )  # fmt: skip


def _part_or_404(part: str) -> ProjectPart:
    return or_404(next((one for one in ProjectPart if one == part), None))


def _choices(context: Context, row: BenchmarkRound, part: ProjectPart) -> dict[str, list[tuple[str, str]]]:
    """Return what a decision may point to: the meetings of the round, and its earlier decisions."""
    if part is not ProjectPart.DECISIONS:
        return {}
    pointed = {"meeting_id": ProjectPart.MEETINGS, "replaces_id": ProjectPart.DECISIONS}
    return {
        name: [(str(one.id), str(one)) for one in queries.entries_of(context, row, other)]
        for name, other in pointed.items()
    }


def _facts(form: EntryForm) -> list[tuple[str, str]]:
    """Return by label what a row says, for who only reads it."""
    found = []
    for name, field in form.fields.items():
        value = form.initial.get(name)
        words = dict(getattr(field, "choices", ())).get(value, value)
        if name != "why" and words not in ("", None, False):
            found.append((str(field.label), _in_words(words)))
    return found


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes"
    if isinstance(value, date):
        return day_in_words(value)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)
