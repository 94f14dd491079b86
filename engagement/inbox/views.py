"""Pages of the inbox, with what people wrote back, for the independent team."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.roles import TEAM_ROLES
from accounts.lookups import or_404
from engagement import queries
from engagement.inbox.actions import inbox as actions
from engagement.inbox.forms import AssignForm, InboxFilter, LinkForm
from engagement.models import InboundMail
from engagement.permissions import is_of_the_team
from engagement.views.form_results import told
from engagement.views.lookups import exercise_or_404
from register import queries as register
from register.queries import Exercise
from submissions.domain.results import OpenedFile

A_PAGE = 25
# What came with a mail is given out, and neither opened nor run by a browser that would like to.
SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}


@require_safe
def inbox(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = _team_or_404(request, exercise_id)
    form = InboxFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.inbox(
        context,
        exercise.id,
        state=wanted.get("state") or "open",
        kind=wanted.get("kind", ""),
        words=wanted.get("q", ""),
        mine=wanted.get("mine") == "me",
    )
    page = {"exercise": exercise, "filter": form, "page": Paginator(found, A_PAGE).get_page(request.GET.get("page"))}
    return render(request, "engagement/inbox/inbox.html", page)


@require_safe
def mail_detail(request: HttpRequest, exercise_id: UUID, mail_id: UUID) -> HttpResponse:
    context, exercise, mail = _mail_or_404(request, exercise_id, mail_id)
    opened = or_404(actions.read(by=context, mail_id=mail.id))
    return render(request, "engagement/inbox/mail_detail.html", _page(context, exercise, mail) | {"text": opened.text})


def _page(context: Context, exercise: Exercise, mail: InboundMail) -> dict[str, Any]:
    team = accounts.people_of_authority(context.own_authority, TEAM_ROLES)
    places = register.reached(context, exercise.id).order_by("location_name")
    colleagues = [(str(one.id), one.full_name) for one in team]
    locations = [(str(one.id), f"{one.location_name} ({one.provider_name})") for one in places]
    about = list(mail.contact.about.select_related("participation")) if mail.contact else []
    return {
        "exercise": exercise,
        "mail": mail,
        "about": [row.participation for row in about],
        "assign_form": AssignForm(colleagues, initial={"to": str(mail.assigned_to_id or "")}),
        "link_form": LinkForm(locations),
        "crumbs": [(f"Inbox: {exercise.name}", reverse("engagement:inbox", args=[exercise.id]))],
    }


@require_safe
def mail_attachment(request: HttpRequest, exercise_id: UUID, mail_id: UUID, number: int) -> HttpResponse:
    context, _, mail = _mail_or_404(request, exercise_id, mail_id)
    return _file(actions.open_attachment(by=context, mail_id=mail.id, number=number))


@require_safe
def mail_whole(request: HttpRequest, exercise_id: UUID, mail_id: UUID) -> HttpResponse:
    context, _, mail = _mail_or_404(request, exercise_id, mail_id)
    return _file(actions.open_whole(by=context, mail_id=mail.id))


def _file(opened: OpenedFile | None) -> HttpResponse:
    """Return an attachment as it came, under its own name, never shown within the portal."""
    if opened is None:
        raise Http404
    answer = HttpResponse(opened.data, "application/octet-stream", headers=SAFE)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=opened.name)
    return answer


@require_POST
def mail_handle(request: HttpRequest, exercise_id: UUID, mail_id: UUID) -> HttpResponse:
    context, exercise, mail = _mail_or_404(request, exercise_id, mail_id)
    is_handled = request.POST.get("handled") != "no"
    words = "The email is handled." if is_handled else "The email is open again."
    told(request, actions.handle(by=context, mail_id=mail.id, is_handled=is_handled), words)
    return redirect("engagement:inbox", exercise.id) if is_handled else _back(exercise, mail)


@require_POST
def mail_assign(request: HttpRequest, exercise_id: UUID, mail_id: UUID) -> HttpResponse:
    context, exercise, mail = _mail_or_404(request, exercise_id, mail_id)
    done = actions.assign(by=context, mail_id=mail.id, to=_uuid(request.POST.get("to", "")))
    told(request, done, "It is noted who looks after the email.")
    return _back(exercise, mail)


@require_POST
def mail_link(request: HttpRequest, exercise_id: UUID, mail_id: UUID) -> HttpResponse:
    context, exercise, mail = _mail_or_404(request, exercise_id, mail_id)
    place = _uuid(request.POST.get("location", ""))
    done = actions.link(by=context, mail_id=mail.id, participation_id=place) if place else actions.NOWHERE
    told(request, done, "The email stands in the log of that location now.")
    return _back(exercise, mail)


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _back(exercise: Exercise, mail: InboundMail) -> HttpResponse:
    return redirect("engagement:mail_detail", exercise.id, mail.id)


def _team_or_404(request: HttpRequest, exercise_id: UUID) -> tuple[Context, Exercise]:
    context, exercise = exercise_or_404(request, exercise_id)
    if not is_of_the_team(context):
        raise Http404
    return context, exercise


def _mail_or_404(request: HttpRequest, exercise_id: UUID, mail_id: UUID) -> tuple[Context, Exercise, InboundMail]:
    context, exercise = _team_or_404(request, exercise_id)
    mail = queries.mail_for(context, mail_id)
    if mail is None or mail.exercise_id not in (None, exercise.id):
        raise Http404
    return context, exercise, mail
