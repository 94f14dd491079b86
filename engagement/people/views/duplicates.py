"""Pages of two people who may be one: found, looked at side by side, merged, and taken apart again."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from engagement import queries
from engagement.people.actions import people
from engagement.people.views.people import person_or_404
from engagement.views.lookups import exercise_or_404
from register import queries as register
from register.actions import contact_people

A_PAGE = 25


@require_safe
def duplicate_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    pairs = queries.duplicates_in(context, exercise.id)
    page = {
        "exercise": exercise,
        "page": Paginator(pairs, A_PAGE).get_page(request.GET.get("page")),
        "merged": register.merged_people(context)[:A_PAGE],
        "crumbs": [("People", reverse("engagement:person_list", args=[exercise.id]))],
    }
    return render(request, "engagement/people/duplicate_list.html", page)


def person_merge(request: HttpRequest, exercise_id: UUID, person_id: UUID) -> HttpResponse:
    """Merge two people after both were shown; ``into`` is the one who is kept."""
    context, exercise, person = person_or_404(request, exercise_id, person_id)
    try:
        into_id = UUID(request.POST.get("into", "") or request.GET.get("into", ""))
    except ValueError:
        raise Http404 from None
    _, _, kept = person_or_404(request, exercise_id, into_id)
    if request.method == "POST":
        done = or_404(people.merge(by=context, person_id=person.id, into_id=kept.id))
        if isinstance(done, Refusal):
            messages.error(request, done.because)
        else:
            messages.success(request, f"{person.full_name} and {kept.full_name} are one person now.")
        return redirect("engagement:person_detail", exercise.id, kept.id)
    both = [(each, list(each.locations.all())) for each in (kept, person)]
    page = {"exercise": exercise, "person": person, "kept": kept, "both": both}
    return render(request, "engagement/people/person_merge.html", page)


@require_POST
def person_part(request: HttpRequest, exercise_id: UUID, person_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    person = or_404(contact_people.part(by=context, person_id=person_id))
    messages.success(request, f"{person.full_name} stands on the list by themselves again.")
    return redirect("engagement:duplicate_list", exercise.id)
