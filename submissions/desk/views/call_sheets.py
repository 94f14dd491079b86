"""Sheets to ring a provider with, to be printed: one for each location that was chosen."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.lookups import context_or_404
from register import queries as register
from submissions import queries
from submissions.actions import returns
from submissions.models import Return
from submissions.questions.domain.questions import QuestionSide, QuestionState

MOST = 40


@require_safe
def call_sheets(request: HttpRequest) -> HttpResponse:
    """Show the sheets of the returns that were ticked, or of all with an open query of one provider."""
    context = context_or_404(request)
    if not context.reads_returns:
        raise Http404
    chosen = list(_chosen(context, request))
    if not chosen:
        messages.info(request, "No return to ring about was chosen. Tick some.")
        return redirect("submissions:desk")
    page = {"sheets": [_sheet(context, one) for one in chosen[:MOST]], "left": max(0, len(chosen) - MOST)}
    return render(request, "submissions/desk/call_sheets.html", page)


def _chosen(context: Context, request: HttpRequest) -> Iterable[Return]:
    rows = queries.returns_for(context)
    if provider := _uuid(request.GET.get("provider", "")):
        waiting = queries.query_list(context, turn="provider").order_by().values("participation__submission")
        return rows.filter(provider_id=provider, id__in=waiting)
    return rows.filter(id__in=[id for id in map(_uuid, request.GET.getlist("returns")) if id])


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _sheet(context: Context, submission: Return) -> dict[str, Any]:
    """Return what stands on a sheet: whom to ring, what is open with the figure as read, what was said before."""
    returns.note_view(by=context, submission=submission)
    rows = list(queries.queries_on(context, submission.participation).order_by("cycle", "asked_at"))
    ours = [one for one in rows if one.asked_side == QuestionSide.TEAM]
    waiting = [one for one in ours if one.state == QuestionState.OPEN]
    figures = queries.figures_now(context, waiting)
    return {
        "submission": submission,
        "people": register.contacts_at(context, submission.participation),
        "in_charge": queries.in_charge_of(context, submission.participation),
        "open": [{"query": one, "figures": figures.get(one.id, ())} for one in waiting],
        "earlier": [one for one in ours if one.state != QuestionState.OPEN],
        "asked_us": [one for one in rows if one.turn == QuestionSide.TEAM and one.asked_side == QuestionSide.PROVIDER],
    }
