"""Pages to correct an entry of the log, take it back, undo that, and mark its next step as done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from engagement import queries
from engagement.contacts.actions import contacts, corrections
from engagement.forms.contact_form import ContactForm
from engagement.models import Contact
from engagement.queries import Logged
from engagement.views.contact_form import contact_form, participations_in
from engagement.views.lookups import context_or_404
from register.queries import Participation


def contact_edit(request: HttpRequest, exercise_id: UUID, contact_id: UUID) -> HttpResponse:
    """Correct an entry: the old one is kept, and the new one replaces it."""
    before = _changed_before(request, exercise_id, contact_id)
    if before is not None:
        return before
    context, entry = changeable_or_404(request, exercise_id, contact_id)
    asked, *_ = entry.locations
    people = queries.people_at(context, asked, also=entry.person_ids)
    data = request.POST if request.method == "POST" else None
    form = contact_form(context, asked, data, people=people, initial=initial_of(context, entry, asked))
    if request.method == "POST":
        done = _changed(request, context, entry, asked, form)
        if done is not None:
            return done
    page = {
        "exercise": asked.exercise,
        "asked": asked,
        "entry": entry,
        "form": form,
        "earlier": queries.earlier_of(context, entry.contact),
        "back": back_to(request, exercise_id, asked),
    }
    return render(request, "engagement/contacts/contact_edit.html", page)


def _changed_before(request: HttpRequest, exercise_id: UUID, contact_id: UUID) -> HttpResponse | None:
    """Redirect if the same press of the button has made the correction already; None otherwise."""
    key = key_of(request.POST.lists())
    found = queries.contact_for(context_or_404(request), key) if key else None
    if found is None or found.exercise_id != exercise_id or found.replaces_id != contact_id:
        return None
    return redirect(back_to(request, exercise_id, None))


def _changed(
    request: HttpRequest, context: Context, entry: Logged, asked: Participation, form: ContactForm
) -> HttpResponse | None:
    ids = participations_in(context, asked.exercise_id, form, (asked.id,)) if form.is_valid() else None
    if ids is None:
        return None
    contacted = form.contacted(ids, context.person_id)
    key = key_of(request.POST.lists())
    done = or_404(corrections.change(by=context, contact_id=entry.contact.id, contacted=contacted, key=key))
    if isinstance(done, Refusal):
        form.add_error(None, done.because)
        return None
    messages.success(request, "The entry was changed. What stood there before is kept.")
    return redirect(back_to(request, asked.exercise_id, asked))


def initial_of(context: Context, entry: Logged, asked: Participation) -> dict[str, Any]:
    contact, ids = entry.contact, [str(key) for key in entry.person_ids]
    local = timezone.localtime(contact.happened_at)
    sisters = {each.id for each in queries.sisters_of(context, asked)}
    others = [each for each in entry.locations if each.id != asked.id]
    return {
        "channel": contact.channel,
        "direction": contact.direction,
        "outcome": contact.outcome,
        "person": ids[0] if ids else "",
        "others": ids[1:],
        "names": "\n".join(entry.names),
        "colleagues": [str(each.colleague_id) for each in contact.colleagues.all()],
        "day": local.date(),
        "clock": local.strftime("%H:%M"),
        "minutes": contact.minutes,
        "promised_on": contact.promised_on,
        "topics": [topic.value for topic in entry.topics],
        "words": "\n\n".join(note.words for note in entry.own_notes),
        "is_shared": any(note.is_shared for note in entry.own_notes),
        "next_step": entry.next_step,
        "next_on": contact.next_on,
        "next_for": str(contact.next_for_id or ""),
        "about": [str(each.id) for each in others if each.id in sisters],
        "more_locations": "\n".join(each.location.cqc_location_id for each in others if each.id not in sisters),
    }


def take_back(request: HttpRequest, exercise_id: UUID, contact_id: UUID) -> HttpResponse:
    """Take an entry back after asking once; when it is done the same page undoes it."""
    context = context_or_404(request)
    entry, is_gone = _standing_or_gone(context, exercise_id, contact_id)
    asked, *_ = entry.locations
    if request.method == "POST":
        if is_gone:
            corrections.put_back(by=context, contact_id=contact_id)
            messages.success(request, "The entry stands in the log again.")
            return redirect(back_to(request, exercise_id, asked))
        contacts.take_back(by=context, contact_id=contact_id)
        return redirect(f"{request.path}?next={back_to(request, exercise_id, asked)}")
    page = {
        "exercise": asked.exercise,
        "entry": entry,
        "is_gone": is_gone,
        "back": back_to(request, exercise_id, asked),
    }
    return render(request, "engagement/contacts/contact_take_back.html", page)


@require_POST
def next_step(request: HttpRequest, exercise_id: UUID, contact_id: UUID) -> HttpResponse:
    """Mark the next step as done, or as not done after all."""
    is_done = request.POST.get("done") != "no"
    context = context_or_404(request)
    contact = queries.contact_for(context, contact_id)
    if contact is None or contact.exercise_id != exercise_id:
        raise Http404
    if corrections.finish_next_step(by=context, contact_id=contact_id, is_done=is_done) is None:
        raise Http404
    messages.success(request, "The next step is done." if is_done else "The next step is still to be done.")
    return redirect(back_to(request, exercise_id, None))


def changeable_or_404(request: HttpRequest, exercise_id: UUID, contact_id: UUID) -> tuple[Context, Logged]:
    context = context_or_404(request)
    return context, _entry_or_404(context, exercise_id, queries.contact_for(context, contact_id))


def _standing_or_gone(context: Context, exercise_id: UUID, contact_id: UUID) -> tuple[Logged, bool]:
    standing = queries.contact_for(context, contact_id)
    shown = standing or queries.taken_back_for(context, contact_id)
    return _entry_or_404(context, exercise_id, shown), standing is None


def _entry_or_404(context: Context, exercise_id: UUID, contact: Contact | None) -> Logged:
    entry = queries.logged(context, [or_404(contact)])[0]
    if entry.contact.exercise_id != exercise_id or not entry.may_change:
        raise Http404
    return entry


def back_to(request: HttpRequest, exercise_id: UUID, asked: Participation | None) -> str:
    """Return the page it was asked on, in this portal; else the location's, or the log."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    if asked is None:
        return reverse("engagement:contact_list", args=[exercise_id])
    return reverse("engagement:location_detail", args=[exercise_id, asked.id])
