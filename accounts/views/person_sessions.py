"""Where you are signed in; and administrators sign others out."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import queries
from accounts.actions import person_sessions as actions
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from accounts.models import User
from accounts.permissions import can_administer
from accounts.queries.person_sessions import sessions_of


@never_cache
@login_required
@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    found = sessions_of(request.user, request.session.session_key or "")
    return render(request, "accounts/session_list.html", {"sessions": found})


@login_required
@require_POST
def session_end(request: HttpRequest, session_id: UUID) -> HttpResponse:
    if not actions.end_own(by=request.context, person=request.user, session_id=session_id):
        raise Http404
    messages.success(request, "That browser is signed out.")
    return redirect("accounts:session_list")


@login_required
@require_POST
def session_end_others(request: HttpRequest) -> HttpResponse:
    key = request.session.session_key or ""
    ended = actions.end_others(by=request.context, person=request.user, this_key=key)
    said = f"{ended} other browser{'s are' if ended != 1 else ' is'} signed out." if ended else "No other is signed in."
    messages.success(request, said)
    return redirect("accounts:session_list")


@require_POST
def session_end_of_person(request: HttpRequest, person_id: UUID, session_id: UUID) -> HttpResponse:
    """End one session of somebody else."""
    person = _somebody_else(request, person_id)
    done = actions.end_of(by=request.context, person=person, session_id=session_id)
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        said = "That browser is signed out." if done else "That session had ended already."
        messages.success(request, said)
    return redirect("accounts:person_detail", person.id)


@require_POST
def sign_out_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Sign somebody else out everywhere."""
    person = _somebody_else(request, person_id)
    done = actions.sign_out(by=request.context, person=person)
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, f"{person.full_name} is signed out everywhere.")
    return redirect("accounts:person_detail", person.id)


def _somebody_else(request: HttpRequest, person_id: UUID) -> User:
    if not can_administer(request.context):
        raise Http404
    return or_404(queries.people(request.context).filter(id=person_id).exclude(id=request.user.pk).first())
