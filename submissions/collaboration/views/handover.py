"""Pages to hand a return over to a colleague, see who was responsible for it, and take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from submissions import queries
from submissions.collaboration.actions import handover
from submissions.collaboration.forms import ColleagueForm
from submissions.permissions import can_hand_over, can_take_in_hand
from submissions.queries import InCharge
from submissions.views.lookups import participation_or_404


def hand_over(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    participation, context = participation_or_404(request, participation_id), context_or_404(request)
    now = queries.in_charge_of(context, participation)
    sent = request.POST if request.method == "POST" else None
    form = ColleagueForm(_choices(context, now), "Who is to be in charge?", sent)
    if request.method == "POST" and form.is_valid():
        done = or_404(
            handover.hand_over(
                by=context,
                participation_id=participation.id,
                to=UUID(form.cleaned_data["to"]),
                seen=_seen(request),
                words=form.cleaned_data["words"],
            )
        )
        if not isinstance(done, Refusal):
            messages.success(request, f"{done.name} is now in charge of the return for {participation.location_name}.")
            return redirect("submissions:online", participation.id)
        form.add_error(None, done.because)
        now = queries.in_charge_of(context, participation)
    in_charge = now.person_id if now else None
    page = {
        "participation": participation,
        "in_charge": now,
        "form": form,
        "may_hand_over": can_hand_over(context, participation, in_charge),
        "may_take": can_take_in_hand(context, participation, in_charge, now.given_by_id if now else None),
        "who_may": handover.who_may(context, now),
        "history": queries.charge_history(context, participation),
    }
    return render(request, "submissions/collaboration/hand_over.html", page)


@require_POST
def take_in_hand(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    participation = participation_or_404(request, participation_id)
    done = or_404(
        handover.take_in_hand(by=context_or_404(request), participation_id=participation.id, seen=_seen(request))
    )
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, f"You are now in charge of the return for {participation.location_name}.")
    return redirect("submissions:hand_over", participation.id)


def _choices(context: Context, now: InCharge | None) -> list[tuple[str, str]]:
    """Return every colleague except the responsible one; oneself has a button."""
    people = accounts.colleagues(context)
    return [(str(one.id), one.full_name) for one in people if now is None or one.id != now.person_id]


def _seen(request: HttpRequest) -> UUID | None:
    """Return who was responsible when the page was opened."""
    try:
        return UUID(request.POST.get("seen", ""))
    except ValueError:
        return None
