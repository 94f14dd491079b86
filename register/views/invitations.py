"""Pages about invitations that nobody has taken up: which they are, and sending one again."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404
from register import queries
from register.actions import contact_invitations
from register.forms.exercises import InvitationFilter
from register.models import Exercise
from register.permissions import can_invite_again
from register.views.exercises import crumbs_of, exercise_or_404

A_PAGE = 25


@require_safe
def invitation_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = _asked(request, exercise_id)
    form = InvitationFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.invitations_not_taken_up(
        context, exercise, search=wanted.get("q", ""), invited=wanted.get("invited", "")
    )
    page = {
        "exercise": exercise,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "filter": form,
        "now": timezone.now(),
        "actions": [{"name": "invite-again", "words": "Send again"}],
        "crumbs": crumbs_of(exercise),
    }
    return render(request, "register/invitation_list.html", page)


@require_POST
def invite_again(request: HttpRequest, exercise_id: UUID, invitation_id: UUID) -> HttpResponse:
    context, exercise = _asked(request, exercise_id)
    done = contact_invitations.send_again(by=context, exercise=exercise, invitation_id=invitation_id)
    if done is None:
        raise Http404
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, f"An invitation was sent to {done} again. It is valid for 72 hours.")
    return redirect("register:invitation_list", exercise.id)


def _asked(request: HttpRequest, exercise_id: UUID) -> tuple[Context, Exercise]:
    context, exercise = context_or_404(request), exercise_or_404(request, exercise_id)
    if not can_invite_again(context, exercise):
        raise Http404
    return context, exercise
