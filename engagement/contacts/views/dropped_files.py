"""Pages to log a contact from an e-mail or invitation, or for named locations: a draft, and nothing before Save."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.domain.context import Context
from engagement import queries
from engagement.contacts.domain.dropped_files.draft import CannotUse, Dropped
from engagement.contacts.domain.vocabulary import Channel, ContactOutcome, Direction
from engagement.contacts.forms.dropped_files import DropForm
from engagement.forms.contact_form import ContactForm
from engagement.queries import Meant
from engagement.views.contact_form import contact_form, contact_form_without, entered_at
from engagement.views.lookups import exercise_or_404, location_or_404
from register.queries import Exercise, Participation


def contact_new(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    form = contact_form_without(context, request.POST if request.method == "POST" else None)
    if request.method == "POST" and entered_at(request, context, exercise.id, form):
        return redirect("engagement:contact_list", exercise.id)
    return _draft(request, exercise, form, reverse("engagement:contact_new", args=[exercise.id]))


def drop(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Draft a contact for the locations of the people whose addresses stand in the file."""
    context, exercise = exercise_or_404(request, exercise_id)
    form = DropForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    dropped = _read(form) if request.method == "POST" else None
    if dropped is None:
        return _drop_page(request, exercise, form)
    meant = queries.meant_by(context, exercise.id, dropped)
    if meant.locations:
        return _at(request, context, meant.locations[0], dropped, meant)
    initial = initial_of(dropped, meant) | {"names": "\n".join(meant.names)}
    without = contact_form_without(context, initial=initial)
    return _draft(request, exercise, without, reverse("engagement:contact_new", args=[exercise.id]), dropped, meant)


@require_POST
def drop_at(request: HttpRequest, exercise_id: UUID, participation_id: UUID) -> HttpResponse:
    """Draft a contact for this location, whoever stands in the file."""
    context, asked = location_or_404(request, exercise_id, participation_id)
    form = DropForm(request.POST, request.FILES)
    dropped = _read(form)
    if dropped is None:
        return _drop_page(request, asked.exercise, form, asked)
    return _at(request, context, asked, dropped, queries.meant_by(context, exercise_id, dropped))


def _read(form: DropForm) -> Dropped | None:
    if not form.is_valid():
        return None
    from engagement.contacts.domain.dropped_files.any_file import read_dropped  # calendars: large, and seldom wanted

    try:
        return read_dropped(form.cleaned_data["file"].read())
    except CannotUse as reason:
        form.add_error("file", str(reason))
        return None


def _at(request: HttpRequest, context: Context, asked: Participation, dropped: Dropped, meant: Meant) -> HttpResponse:
    keys = [each.id for each in meant.people]
    people = queries.people_at(context, asked, also=keys)
    sisters = {each.id for each in queries.sisters_of(context, asked)}
    others = [each for each in meant.locations if each.id != asked.id]
    initial = initial_of(dropped, meant) | {
        "person": str(keys[0]) if keys else "",
        "others": [str(key) for key in keys[1:]],
        "names": "\n".join(meant.names),
        "about": [str(each.id) for each in others if each.id in sisters],
        "more_locations": "\n".join(each.location.cqc_location_id for each in others if each.id not in sisters),
    }
    form = contact_form(context, asked, people=people, initial=initial)
    action = reverse("engagement:location_detail", args=[asked.exercise_id, asked.id])
    return _draft(request, asked.exercise, form, action, dropped, meant, asked)


def initial_of(dropped: Dropped, meant: Meant) -> dict[str, Any]:
    """Return the form's first values; an outgoing e-mail was sent, of all else a person says the outcome."""
    local = timezone.localtime(dropped.happened_at) if dropped.happened_at else None
    direction = dropped.direction(meant.ours)
    is_sent = dropped.channel == Channel.EMAIL and direction == Direction.OUT
    return {
        "channel": dropped.channel.value,
        "direction": direction.value,
        "outcome": ContactOutcome.SENT.value if is_sent else "",
        "day": local.date() if local else None,
        "clock": local.strftime("%H:%M") if local else None,
        "minutes": dropped.minutes,
        "words": dropped.words,
    }


def _drop_page(
    request: HttpRequest, exercise: Exercise, form: DropForm, asked: Participation | None = None
) -> HttpResponse:
    crumbs = [("Contact log", reverse("engagement:contact_list", args=[exercise.id]))]
    page = {"exercise": exercise, "form": form, "asked": asked, "crumbs": crumbs}
    return render(request, "engagement/contacts/dropped_file.html", page)


def _draft(
    request: HttpRequest,
    exercise: Exercise,
    form: ContactForm,
    action: str,
    dropped: Dropped | None = None,
    meant: Meant | None = None,
    asked: Participation | None = None,
) -> HttpResponse:
    page = {
        "exercise": exercise,
        "form": form,
        "action": action,
        "dropped": dropped,
        "meant": meant,
        "asked": asked,
        "is_to_come": bool(dropped and dropped.happened_at and dropped.happened_at > timezone.now()),
        "crumbs": [("Contact log", reverse("engagement:contact_list", args=[exercise.id]))],
    }
    return render(request, "engagement/contacts/contact_draft.html", page)
