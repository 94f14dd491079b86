"""Pages of the people at the providers: a list, one of them, somebody new."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.lookups import or_404
from engagement import queries
from engagement.models import PersonMark
from engagement.people.actions import people
from engagement.people.forms import PersonFilter, PersonForm
from engagement.views.form_results import is_done
from engagement.views.lookups import exercise_or_404, location_or_404
from register import queries as register
from register.actions import contact_people
from register.queries import ContactPerson, Exercise

A_PAGE = 25
Mark = PersonMark.Mark
# Those that are the person's own; who is the right one is said for each location.
OWN_MARKS = [mark for mark in PersonMark.Mark if mark != PersonMark.Mark.RIGHT_ONE]


@require_safe
def person_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    form = PersonFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.people_in(
        context,
        exercise.id,
        search=wanted.get("q", ""),
        kind=wanted.get("kind", ""),
        mark=wanted.get("mark", ""),
        order=request.GET.get("sort", ""),
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "exercise": exercise,
        "page": page,
        "people": queries.known_people(context, page),
        "filter": form,
        "bad": len(queries.bad_addresses(context, exercise.id)),
        "pairs": len(queries.duplicates_in(context, exercise.id)),
    }
    return render(request, "engagement/people/person_list.html", shown)


def person_new(request: HttpRequest, exercise_id: UUID, participation_id: UUID) -> HttpResponse:
    """Add a person at one location, and at others of its provider if they are ticked."""
    context, asked = location_or_404(request, exercise_id, participation_id)
    data = request.POST if request.method == "POST" else None
    choices = _locations(context, asked.exercise, asked.provider_id)
    form = PersonForm(choices, data, initial={"locations": [str(asked.id)]})
    if data is not None and form.is_valid():
        ids = [UUID(each) for each in form.cleaned_data["locations"]]
        done = contact_people.add(by=context, said=form.said, participation_ids=ids, key=key_of(request.POST.lists()))
        if is_done(done, form, "email"):
            messages.success(request, f"{done.full_name} was added.")
            return redirect("engagement:location_detail", exercise_id, asked.id)
    page = {"exercise": asked.exercise, "asked": asked, "form": form}
    return render(request, "engagement/people/person_new.html", page)


def person_detail(request: HttpRequest, exercise_id: UUID, person_id: UUID) -> HttpResponse:
    context, exercise, person = person_or_404(request, exercise_id, person_id)
    data = request.POST if request.method == "POST" else None
    choices = _locations(context, exercise, person.provider_id)
    form = PersonForm(choices, data, initial=_initial(context, exercise, person))
    if data is not None and form.is_valid():
        ids = [UUID(each) for each in form.cleaned_data["locations"]]
        done = people.change(
            by=context, person_id=person.id, said=form.said, exercise_id=exercise.id, participation_ids=ids
        )
        if is_done(done, form, "email"):
            messages.success(request, f"What is known of {done.full_name} was saved.")
            return redirect("engagement:person_detail", exercise.id, person.id)
    return render(request, "engagement/people/person_detail.html", _page(context, exercise, person, form))


def _page(context: Context, exercise: Exercise, person: ContactPerson, form: PersonForm) -> dict[str, Any]:
    (known,) = queries.known_people(context, [person])
    right = set(
        queries.marks_of(context).filter(person=person, mark="right_one").values_list("participation", flat=True)
    )
    at = register.reached(context, exercise.id).filter(location__in=person.locations.all()).order_by("location_name")
    return {
        "exercise": exercise,
        "person": person,
        "known": known,
        "form": form,
        "marks": [(mark, mark in known.marks) for mark in OWN_MARKS],
        "places": [(each, each.id in right) for each in at],
        "merged": register.merged_people(context).filter(merged_into=person),
        "pairs": [pair for pair in queries.duplicates_in(context, exercise.id) if person.id in pair.keys],
        "crumbs": [("People", reverse("engagement:person_list", args=[exercise.id]))],
    }


def _initial(context: Context, exercise: Exercise, person: ContactPerson) -> dict[str, Any]:
    at = register.reached(context, exercise.id).filter(location__in=person.locations.all())
    names = ("full_name", "kind", "job", "email", "phone")
    return {name: getattr(person, name) for name in names} | {"locations": [str(each.id) for each in at]}


def _locations(context: Context, exercise: Exercise, provider_id: UUID) -> list[tuple[str, str]]:
    asked = register.reached(context, exercise.id).filter(provider_id=provider_id).order_by("location_name")
    return [(str(each.id), each.location_name) for each in asked]


@require_http_methods(["GET", "HEAD", "POST"])
def bad_address_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Show whose address is marked as one that does not work, and take the marks off many at once."""
    context, exercise = exercise_or_404(request, exercise_id)
    marks = queries.bad_addresses(context, exercise.id)
    if request.method == "POST":
        ticked = [key for key in map(_uuid, request.POST.getlist("person")) if key]
        chosen = [each.person_id for each in marks] if "all" in request.POST else ticked
        count = people.unmark_many(by=context, exercise_id=exercise.id, mark=Mark.BAD_ADDRESS, person_ids=chosen)
        messages.success(request, f"The mark was taken off {count} {'person' if count == 1 else 'people'}.")
        return redirect("engagement:bad_address_list", exercise.id)
    crumbs = [("People", reverse("engagement:person_list", args=[exercise.id]))]
    page = {"exercise": exercise, "marks": marks, "crumbs": crumbs}
    return render(request, "engagement/people/bad_address_list.html", page)


@require_POST
def person_mark(request: HttpRequest, exercise_id: UUID, person_id: UUID) -> HttpResponse:
    """Set a mark, or end it."""
    context, _, person = person_or_404(request, exercise_id, person_id)
    at = _uuid(request.POST.get("at", ""))
    mark = request.POST.get("mark", "")
    if "off" in request.POST:
        people.unmark(by=context, person_id=person.id, mark=mark, participation_id=at)
    elif people.mark(by=context, person_id=person.id, mark=mark, participation_id=at) is None:
        raise Http404
    return redirect("engagement:person_detail", exercise_id, person.id)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def person_or_404(request: HttpRequest, exercise_id: UUID, person_id: UUID) -> tuple[Context, Exercise, ContactPerson]:
    context, exercise = exercise_or_404(request, exercise_id)
    person = or_404(register.people_reached(context, exercise.id).filter(id=person_id).first())
    return context, exercise, person
