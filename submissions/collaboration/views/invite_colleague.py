"""Pages to share a return with a colleague, known or new, and the link that leads each of them to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import queries as accounts
from accounts.domain.context import CHOSEN_ROLE
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.lookups import context_or_404, or_404
from accounts.permissions import can_invite
from register.queries import Participation
from submissions import queries
from submissions.collaboration.actions import invite_colleague
from submissions.collaboration.actions.colleague_mails import link_to
from submissions.collaboration.actions.handover import who_may
from submissions.collaboration.forms import ColleagueForm, NewColleagueForm
from submissions.views.lookups import participation_or_404


def share(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Share with a known or a new colleague: two forms on a page; what was typed into the sent one is kept."""
    participation = participation_or_404(request, participation_id)
    context, is_new = context_or_404(request), "email" in request.POST
    sent = request.POST if request.method == "POST" else None
    choices = [(str(one.id), one.full_name) for one in accounts.colleagues(context)]
    known = ColleagueForm(choices, "Who is to work on it with you?", None if is_new else sent)
    new = NewColleagueForm(sent if is_new else None)
    if sent is not None and (done := _done(request, participation, new if is_new else known)):
        return done
    page = {
        "participation": participation,
        "known": known if choices else None,
        "new": new if can_invite(context, RoleName.PROVIDER_USER) else None,
        "sent_form": new if is_new else known,
        "link": link_to(participation),
        "who_may": who_may(context, None),
    }
    return render(request, "submissions/collaboration/share.html", page)


def _done(
    request: HttpRequest, participation: Participation, form: ColleagueForm | NewColleagueForm
) -> HttpResponse | None:
    if not form.is_valid():
        return None
    which: dict[str, Any] = {"by": context_or_404(request), "participation_id": participation.id}
    which["key"], given = key_of(request.POST.lists()), form.cleaned_data
    if isinstance(form, NewColleagueForm):
        done = invite_colleague.share_with_new(**which, email=given["email"], words=given["new_words"])
    else:
        done = invite_colleague.share(**which, to=UUID(given["to"]), words=given["words"])
    if done is None:
        raise Http404
    if isinstance(done, Refusal):
        form.add_error("email" if isinstance(form, NewColleagueForm) else "to", done.because)
        return None
    messages.success(request, f"We have written to {done.email} with a link to this return.")
    return redirect("submissions:online", participation.id)


@require_POST
def note_put_away(request: HttpRequest, note_id: UUID) -> HttpResponse:
    context = context_or_404(request)
    note = queries.notes_to(context).filter(id=note_id).first()
    if note is None or not invite_colleague.put_away(by=context, note_id=note.id):
        raise Http404
    return redirect("submissions:online", note.participation_id)


@require_safe
def shared(request: HttpRequest, provider: str, place: str) -> HttpResponse:
    """Follow the link of an e-mail: sign in, change to the role that it needs, and go to the return.

    It asks everybody to sign in, whatever the link says, so that it tells nobody what there is.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    held = or_404(next((role for role in accounts.roles_of(request.user) if str(role.provider_id) == provider), None))
    if request.context is None or request.context.provider_id != held.provider_id:
        request.session[CHOSEN_ROLE] = str(held.id)
    try:
        return redirect("submissions:online", UUID(place))
    except ValueError:
        raise Http404 from None
