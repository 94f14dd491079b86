"""Fill and read the form of a contact, for all pages on which one can be logged."""

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from costing.figure_words import day_in_words
from engagement import queries
from engagement.contacts.actions import contacts
from engagement.domain.owner_team import OwnerTeam, side_of
from engagement.forms.contact_form import ContactForm
from engagement.queries import Known
from engagement.views.form_results import is_done
from register.queries import Participation

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def contact_form(
    context: Context,
    asked: Participation,
    data: Any = None,
    *,
    people: list[Known] | None = None,
    initial: dict[str, Any] | None = None,
) -> ContactForm:
    """Return the form with people, sister locations and colleagues to choose from.

    The usual person is chosen already.
    """
    people = queries.people_at(context, asked) if people is None else people
    usual = _usual(context, asked, people)
    return _form(
        context,
        data,
        initial={"person": str(usual or "")} if initial is None else initial,
        people=[(str(each.person.id), _called(each)) for each in people],
        about=[(str(each.id), each.location_name) for each in queries.sisters_of(context, asked)],
    )


def _called(known: Known) -> str:
    job = known.person.job or (known.person.get_kind_display() if known.person.kind else "")
    words = [known.person.full_name, *([job] if job else []), *(["has left"] if known.has_left else [])]
    return ", ".join(words)


def _usual(context: Context, asked: Participation, people: list[Known]) -> UUID | None:
    """Return whoever was in the newest contact; else the right one for the return; else the only one."""
    here = [each for each in people if not each.has_left]
    last = queries.last_spoken_to(context, asked)
    if any(each.person.id == last for each in here):
        return last
    right = [each for each in here if each.is_right_one] or (here if len(here) == 1 else [])
    return right[0].person.id if right else None


def chosen_people(request: HttpRequest) -> list[UUID]:
    """Return the people chosen, perhaps of a sister location; whether they are within reach is for the query."""
    keys = [request.POST.get("person", ""), *request.POST.getlist("others")]
    return [UUID(key) for key in keys if _UUID.fullmatch(key)]


def contact_form_without(context: Context, data: Any = None, *, initial: dict[str, Any] | None = None) -> ContactForm:
    """Return the form for a page that gives no location: its locations have to be named."""
    form = _form(context, data, initial=initial)
    form.ask_for_locations()
    return form


def _form(context: Context, data: Any, **more: Any) -> ContactForm:
    colleagues = [(str(key), name) for key, name in queries.colleagues(context) if key != context.person_id]
    return ContactForm(data, colleagues=colleagues, for_council=side_of(context) == OwnerTeam.COUNCIL, **more)


def entered(request: HttpRequest, context: Context, asked: Participation, form: ContactForm) -> HttpResponse | None:
    """Log the contact and return to the location's page; None if the form has errors."""
    if not entered_at(request, context, asked.exercise_id, form, (asked.id,)):
        return None
    return redirect("engagement:location_detail", asked.exercise_id, asked.id)


def entered_at(
    request: HttpRequest, context: Context, exercise_id: UUID, form: ContactForm, first: tuple[UUID, ...] = ()
) -> bool:
    ids = participations_in(context, exercise_id, form, first) if form.is_valid() else None
    if ids is None:
        return False
    done = contacts.log(by=context, contacted=form.contacted(ids, context.person_id), key=key_of(request.POST.lists()))
    if not is_done(done, form, "day"):
        return False
    promised = f" ({day_in_words(done.promised_on)})" if done.promised_on else ""
    messages.success(request, f"{done.get_channel_display()} logged: {done.get_outcome_display().lower()}{promised}.")
    return True


def participations_in(
    context: Context, exercise_id: UUID, form: ContactForm, first: tuple[UUID, ...] = ()
) -> tuple[UUID, ...] | None:
    """Return the first location, those ticked and those typed; None, with words on the form, if one is not known."""
    names = form.other_locations
    found = queries.locations_named(context, exercise_id, names)
    unclear = [name for name in names if len(found[name.casefold()]) != 1]
    for name in unclear:
        several = len(found[name.casefold()]) > 1
        form.add_error("more_locations", f"“{name}” is {'several locations; give its ID' if several else 'not known'}")
    if unclear:
        return None
    ticked = [UUID(each) for each in form.cleaned_data.get("about", [])]
    return tuple(dict.fromkeys([*first, *ticked, *(found[name.casefold()][0].id for name in names)]))
