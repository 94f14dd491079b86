"""Pages of the locations of an exercise, and of one: its people, a contact logged quickly, its timeline."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from engagement import queries
from engagement.coverage.domain.timeline import Kind
from engagement.coverage.forms.locations import LocationFilterForm
from engagement.forms.contact_form import ContactForm
from engagement.permissions import can_give_outcome, is_of_the_team
from engagement.views.contact_form import chosen_people, contact_form, entered
from engagement.views.lookups import exercise_or_404, location_or_404
from register.permissions import can_give_longer, can_invite_again
from register.queries import Participation

A_PAGE = 25


@require_safe
def location_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    form = LocationFilterForm(queries.zones_of(context, exercise.id), request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.locations_reached(
        context,
        exercise.id,
        search=wanted.get("q", ""),
        contracted=wanted.get("contracted", ""),
        zone=wanted.get("zone", ""),
        eligibility=wanted.get("eligibility", ""),
        reached=wanted.get("reached", ""),
        order=request.GET.get("sort", ""),
    )
    page = {
        "exercise": exercise,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "filter": form,
        "today": timezone.localdate(),
    }
    return render(request, "engagement/coverage/location_list.html", page)


def location_detail(request: HttpRequest, exercise_id: UUID, participation_id: UUID) -> HttpResponse:
    """Show a location; logging a contact leads back to it, with the form ready for the next."""
    context, asked = location_or_404(request, exercise_id, participation_id)
    people = queries.people_at(context, asked, also=chosen_people(request))
    form = contact_form(context, asked, request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST":
        done = entered(request, context, asked, form)
        if done is not None:
            return done
    return render(request, "engagement/coverage/location_detail.html", _page(request, context, asked, form, people))


def _page(
    request: HttpRequest, context: Context, asked: Participation, form: ContactForm, people: list[queries.Known]
) -> dict[str, Any]:
    chosen = request.GET.get("kind", "")
    entries = queries.timeline(context, asked, chosen)
    return {
        "asked": asked,
        "exercise": asked.exercise,
        "people": people,
        "form": form,
        "page": Paginator(entries, A_PAGE).get_page(request.GET.get("page")),
        "kinds": [kind for kind in Kind if kind != Kind.QUERY or is_of_the_team(context)],
        "chosen": chosen if chosen in set(Kind) else "",
        "standing": queries.standing_of(context, asked),
        "can_give_outcome": can_give_outcome(context),
        "can_give_longer": can_give_longer(context, asked.exercise),
        "of_provider": urlencode({"q": asked.provider_name}),
        "can_invite_again": can_invite_again(context, asked.exercise),
        "counts": queries.locations_reached(context, asked.exercise_id).filter(id=asked.id).first(),
        "today": timezone.localdate(),
        "crumbs": [("Locations", reverse("engagement:location_list", args=[asked.exercise_id]))],
    }
