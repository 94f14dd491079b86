"""Pages to log one contact with many: the list is matched, looked at, and then confirmed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from engagement import queries
from engagement.contacts.actions import contacts
from engagement.contacts.domain.vocabulary import Channel, ContactOutcome
from engagement.contacts.forms.group_contact import GroupContactForm
from engagement.domain.owner_team import OwnerTeam, side_of
from engagement.meetings.domain.attendance import (
    AttendanceLine,
    Together,
    by_outcome,
    match_lines,
)
from engagement.meetings.domain.attendee_file import lines_of
from engagement.views.lookups import exercise_or_404
from register.queries import Exercise
from spreadsheets.tables.any_file import UnreadableTable

SHOWN = 200


def contacts_together(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Show the list as it was matched before anything is logged, and log it when it is confirmed."""
    context, exercise = exercise_or_404(request, exercise_id)
    if request.method != "POST":
        return _page(request, context, exercise, _form(context, None))
    form = _form(context, request, has_problems="seen" in request.POST)
    if not form.is_valid():
        return _page(request, context, exercise, form)
    text = _listed(form)
    if text is None:
        return _page(request, context, exercise, form)
    channel = Channel.of(form.cleaned_data["channel"])
    lines = match_lines(text, queries.known_market(context, exercise.id), channel)
    if _lines(form.cleaned_data["seen"]) == text and _logged(request, context, form, lines):
        return redirect("engagement:contact_list", exercise.id)
    return _page(request, context, exercise, _shown(context, request, form, text, lines), lines)


def _form(context: Context, request: HttpRequest | None, **more: Any) -> GroupContactForm:
    data = (request.POST, request.FILES) if request else ()
    return GroupContactForm(*data, for_council=side_of(context) == OwnerTeam.COUNCIL, **more)


def _listed(form: GroupContactForm) -> str | None:
    """Return the list with the line ends that browsers send, so that it can be compared with what was seen."""
    file = form.cleaned_data["file"]
    try:
        text = lines_of(file.read()) if file else form.cleaned_data["listed"]
    except UnreadableTable as reason:
        form.add_error("file", str(reason))
        return None
    return _lines(text)


def _lines(text: str) -> str:
    return "\n".join(text.strip().splitlines())


def _logged(request: HttpRequest, context: Context, form: GroupContactForm, lines: list[AttendanceLine]) -> bool:
    good = [line for line in lines if not line.problem]
    if not good or (len(good) < len(lines) and not form.cleaned_data.get("leave_out")):
        return False
    groups = by_outcome(good, ContactOutcome.of(form.cleaned_data["outcome"]))
    entries = [
        form.contacted_with(group.locations, context.person_id, group.people, group.names, outcome)
        for outcome, group in groups.items()
    ]
    done = or_404(contacts.log_together(by=context, entries=entries, key=key_of(request.POST.lists())))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return False
    messages.success(request, _said(done[0].get_channel_display(), groups))
    return True


def _said(channel: str, groups: dict[ContactOutcome, Together]) -> str:
    count = len({key for group in groups.values() for key in group.locations})
    if len(groups) == 1:
        return f"{channel} logged once, for {_locations(count)}."
    each = ", ".join(f"{outcome.label.lower()}: {len(group.locations)}" for outcome, group in groups.items())
    return f"{channel} logged for {_locations(count)}, once for each outcome ({each})."


def _locations(count: int) -> str:
    return "1 location" if count == 1 else f"{count:,} locations"


def _shown(
    context: Context, request: HttpRequest, form: GroupContactForm, text: str, lines: list[AttendanceLine]
) -> GroupContactForm:
    """Return the same form with the list as it was read, to be corrected or confirmed."""
    data = request.POST.copy()
    data["listed"] = data["seen"] = text
    problems = any(line.problem for line in lines)
    shown = GroupContactForm(data, for_council=side_of(context) == OwnerTeam.COUNCIL, has_problems=problems)
    if _lines(form.cleaned_data["seen"]) == text and problems:
        shown.add_error("leave_out", "Put the lines right, or tick the box to leave them out")
    return shown


def _page(
    request: HttpRequest,
    context: Context,
    exercise: Exercise,
    form: GroupContactForm,
    lines: list[AttendanceLine] | None = None,
) -> HttpResponse:
    good = [line for line in lines or [] if not line.problem]
    page = {
        "exercise": exercise,
        "form": form,
        "lines": lines,
        "good": good,
        "problems": [line.problem for line in lines or [] if line.problem],
        "shown": _shown_lines(context, exercise, form, good[:SHOWN]) if good else [],
        "outcomes": sorted({line.outcome.label for line in good if line.outcome}),
        "people": len({key for line in good for key in line.people} | {name for line in good for name in line.names}),
        "locations": len({key for line in good for key in line.locations}),
        "crumbs": [("Contact log", reverse("engagement:contact_list", args=[exercise.id]))],
    }
    return render(request, "engagement/contacts/group_contact.html", page)


def _shown_lines(
    context: Context, exercise: Exercise, form: GroupContactForm, lines: list[AttendanceLine]
) -> list[dict[str, Any]]:
    """Return each line as it was taken, with its own outcome, or the one chosen for all."""
    places = queries.place_names(context, exercise.id)
    chosen = form.data.get("outcome", "")
    usual = next((each.label for each in ContactOutcome if each.value == chosen), "")
    return [
        {
            "line": line,
            "places": [places[key] for key in line.locations],
            "outcome": line.outcome.label if line.outcome else usual,
        }
        for line in lines
    ]
