"""The page of mail in doubt, of any kind, on which a person decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.delivery import Decision, MailState
from engagement import queries
from engagement.campaigns.actions import uncertain_deliveries
from engagement.models import Message
from engagement.permissions import can_change_campaign
from engagement.views.form_results import told
from engagement.views.lookups import exercise_or_404

A_PAGE = 25
WORDS = {
    Decision.SENT: "It counts as sent now.",
    Decision.LOST: "It counts as not sent now. It will not be sent again.",
    Decision.AGAIN: "It is sent again.",
}


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A row of the list; ``decide`` is the address for the decision, blank if the other side makes it."""

    name: str
    address: str
    about: str
    why: str
    state: str
    at: datetime | None
    decide: str
    link: str = ""
    locations: str = ""


@require_safe
def doubt_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    rows = [*_messages(context, exercise.id), *_notices(context, exercise.id), *_mails(context, exercise.id)]
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "engagement/campaigns/uncertain_delivery_list.html", {"exercise": exercise, "page": page})


def _messages(context: Context, exercise_id: UUID) -> Iterator[Doubtful]:
    for row in queries.in_doubt(context, exercise_id):
        places = [about.participation.location_name for about in row.about.all()]
        may = can_change_campaign(context, row.step.campaign)
        yield Doubtful(
            name=row.person_name,
            address=row.address,
            about=row.subject or row.step.title,
            why=row.why,
            state=MailState(row.state).label,
            at=row.claimed_at,
            decide=_url("message", exercise_id, row.id) if may else "",
            link=reverse("engagement:message_detail", args=[exercise_id, row.id]),
            locations=", ".join(places),
        )


def _notices(context: Context, exercise_id: UUID) -> Iterator[Doubtful]:
    for row in queries.notices_in_doubt(context, exercise_id):
        yield Doubtful(
            name=row.to_name,
            address=row.to_email,
            about=row.get_kind_display(),
            why=row.why,
            state=MailState(row.state).label,
            at=row.claimed_at,
            decide=_url("notice", exercise_id, row.id),
        )


def _mails(context: Context, exercise_id: UUID) -> Iterator[Doubtful]:
    for row in accounts.mails_in_doubt(context, exercise_id):
        yield Doubtful(
            name=row.to_name,
            address=row.to_email,
            about=row.subject,
            why=row.why,
            state=MailState(row.state).label,
            at=row.claimed_at,
            decide=_url("letter", exercise_id, row.id),
        )


def _url(kind: str, exercise_id: UUID, mail_id: UUID) -> str:
    url: str = reverse(f"engagement:{kind}_decide", args=[exercise_id, mail_id])
    return url


def _asked(request: HttpRequest) -> Decision:
    try:
        return Decision(request.POST.get("decision", ""))
    except ValueError as unknown:
        raise Http404 from unknown


@require_POST
def message_decide(request: HttpRequest, exercise_id: UUID, message_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    decision = _asked(request)
    done = uncertain_deliveries.decide(by=context, message_id=message_id, decision=decision)
    logged = " It stands in the contact log." if isinstance(done, Message) and decision is Decision.SENT else ""
    told(request, done, WORDS[decision] + logged)
    return redirect("engagement:doubt_list", exercise.id)


@require_POST
def notice_decide(request: HttpRequest, exercise_id: UUID, notice_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    decision = _asked(request)
    told(
        request, uncertain_deliveries.decide_notice(by=context, notice_id=notice_id, decision=decision), WORDS[decision]
    )
    return redirect("engagement:doubt_list", exercise.id)


@require_POST
def letter_decide(request: HttpRequest, exercise_id: UUID, letter_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    decision = _asked(request)
    told(request, uncertain_deliveries.decide_mail(by=context, mail_id=letter_id, decision=decision), WORDS[decision])
    return redirect("engagement:doubt_list", exercise.id)
