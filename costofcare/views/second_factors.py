"""Reset a second factor for somebody who has lost it: here, as accounts know no exercises."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts import queries as accounts
from accounts.actions import second_factors
from accounts.domain.context import Context
from accounts.domain.roles import TEAM_ROLES
from accounts.domain.second_factor import Checked
from accounts.lookups import or_404
from accounts.permissions import can_help_locked_out
from costofcare.forms import ResetSecondFactorForm
from register import queries as register

A_PAGE = 25


@require_safe
def second_factor_list(request: HttpRequest) -> HttpResponse:
    """Show the people whom the asker may help: those who have a second factor on."""
    context, words = _helper(request), request.GET.get("q", "").strip()
    people = accounts.people_to_help(context, looked_after(context))
    found = people.filter(Q(full_name__icontains=words) | Q(email__icontains=words)) if words else people
    page = {"page": Paginator(found, A_PAGE).get_page(request.GET.get("page")), "words": words}
    return render(request, "costofcare/second_factor_list.html", page)


def reset_second_factor(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask how the person was identified, then reset their second factor."""
    context = _helper(request)
    person = or_404(accounts.people_to_help(context, looked_after(context)).filter(id=person_id).first())
    form = ResetSecondFactorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        second_factors.reset(
            by=context,
            person_id=person.id,
            checked=Checked(form.cleaned_data["checked"]),
            provider_ids=looked_after(context),
        )
        messages.success(request, f"{person.full_name} signs in with the password alone next time. We have told them.")
        return redirect("second_factor_list")
    return render(request, "costofcare/second_factor_reset.html", {"person": person, "form": form})


def _helper(request: HttpRequest) -> Context:
    context: Context | None = request.context
    if context is None or not can_help_locked_out(context):
        raise Http404
    return context


def looked_after(context: Context) -> set[UUID]:
    """Return the providers whose locations an exercise of the asker's authority asks."""
    if context.role not in TEAM_ROLES:
        return set()
    return set(register.participations(context).values_list("provider_id", flat=True))
