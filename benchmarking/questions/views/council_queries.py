"""Pages to ask a council about its return, to answer, and to close: the same page for both sides."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from benchmarking.lookups import return_reader_or_404, round_or_404
from benchmarking.models import CouncilQuery
from benchmarking.permissions import can_answer_for_council, can_ask_councils, takes_returns
from benchmarking.questions import queries
from benchmarking.questions.actions import council_queries
from benchmarking.questions.domain.council_queries import QueryOutcome, QueryState, outcomes_of
from benchmarking.questions.forms import AnswerOfficeForm, AskCouncilForm, CloseCouncilQueryForm
from benchmarking.returns.domain.questionnaire import PROFILE, TABLES
from benchmarking.rounds.queries import member_for

PAGE = "benchmarking/questions/council_query.html"


@require_http_methods(["GET", "HEAD", "POST"])
def council_ask(request: HttpRequest, round_id: UUID, member_id: UUID) -> HttpResponse:
    """Ask a council; what it is about may come in the address, and can be changed on the page."""
    context, row = return_reader_or_404(request), round_or_404(request, round_id)
    member = or_404(member_for(context, row, member_id) if can_ask_councils(context) else None)
    form = AskCouncilForm(request.POST or None, initial={"about": request.GET.get("about", "")})
    code = (request.POST.get("code") or request.GET.get("code", ""))[:10]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        asked = council_queries.NewQuery(form.subject, given["words"], given["due_on"], code)
        key = key_of(request.POST.lists())
        done = council_queries.ask(by=context, round_id=row.id, member_id=member.id, asked=asked, key=key)
        if isinstance(done, CouncilQuery):
            messages.success(request, f"Sent. {member.council_name} is told by email.")
            return redirect("benchmarking:council_query", done.id)
        form.add_error("words", or_404(done).because)
    page = {"round": row, "member": member, "form": form, "code": code}
    return render(request, "benchmarking/questions/council_ask.html", page)


@require_safe
def council_query(request: HttpRequest, query_id: UUID) -> HttpResponse:
    return render(request, PAGE, _page(request, _query_or_404(request, query_id)))


@require_POST
def council_query_answer(request: HttpRequest, query_id: UUID) -> HttpResponse:
    row, form = _query_or_404(request, query_id), AnswerOfficeForm(request.POST)
    if not form.is_valid():
        return render(request, PAGE, _page(request, row) | {"form": form})
    done = council_queries.answer(by=context_or_404(request), query_id=row.id, words=form.cleaned_data["words"])
    return _told(request, row, done, "Your answer is with the regional office.")


@require_POST
def council_query_close(request: HttpRequest, query_id: UUID) -> HttpResponse:
    row, context = _query_or_404(request, query_id), context_or_404(request)
    outcomes = outcomes_of(has_changed=queries.answer_queried(context, row).has_changed)
    form = CloseCouncilQueryForm(outcomes, request.POST)
    if can_ask_councils(context) and not form.is_valid():
        return render(request, PAGE, _page(request, row) | {"close_form": form})
    outcome = QueryOutcome(form.cleaned_data["outcome"]) if form.is_valid() else QueryOutcome.WITHDRAWN
    done = council_queries.close(by=context, query_id=row.id, outcome=outcome)
    return _told(request, row, done, "The query is closed.")


def _told(request: HttpRequest, row: CouncilQuery, done: CouncilQuery | Refusal | None, words: str) -> HttpResponse:
    done = or_404(done)
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, words)
    return redirect("benchmarking:council_query", row.id)


def _query_or_404(request: HttpRequest, query_id: UUID) -> CouncilQuery:
    return or_404(queries.query_for(context_or_404(request), query_id))


def _page(request: HttpRequest, row: CouncilQuery) -> dict[str, Any]:
    context = context_or_404(request)
    is_council = can_answer_for_council(context)
    read = queries.answer_queried(context, row)
    may_close = can_ask_councils(context) and row.state != QueryState.CLOSED
    return {
        "query": row,
        "read": read,
        "is_council": is_council,
        "form": AnswerOfficeForm() if is_council and row.state == QueryState.OPEN else None,
        "close_form": CloseCouncilQueryForm(outcomes_of(has_changed=read.has_changed)) if may_close else None,
        "is_open": takes_returns(row.round),
        "place_url": _place_url(row) if is_council else "",
        "back_url": _back_url(row, is_council=is_council),
        "back_text": row.round.name if is_council else row.member.council_name,
    }


def _back_url(row: CouncilQuery, *, is_council: bool) -> str:
    if is_council:
        return reverse("benchmarking:own_return", args=[row.member_id])
    return reverse("benchmarking:round_council", args=[row.round_id, row.member_id])


def _place_url(row: CouncilQuery) -> str:
    """Return where the council finds what is asked about."""
    if row.key in TABLES:
        return reverse("benchmarking:own_table", args=[row.member_id, row.key])
    number = next((number for number, page in enumerate(PROFILE.pages, 1) if row.key in page.keys), None)
    if number is None:
        return reverse("benchmarking:own_return", args=[row.member_id])
    return reverse("benchmarking:own_page", args=[row.member_id, number])
