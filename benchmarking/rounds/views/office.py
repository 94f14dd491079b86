"""Pages of the office: its rounds, which councils take part, who has returned, and what an approved return says."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from benchmarking.lookups import progress_reader_or_404, return_reader_or_404, round_or_404
from benchmarking.models import BenchmarkRound
from benchmarking.permissions import (
    can_ask_councils,
    can_invite_councils,
    can_read_council_returns,
    can_run_rounds,
    takes_returns,
)
from benchmarking.questions.queries import open_queries_of, queries_of
from benchmarking.returns.domain.shown_return import shown_profile, shown_rows
from benchmarking.returns.queries import read_whole, typed_of, versions_of
from benchmarking.rounds import queries
from benchmarking.rounds.actions import members, rounds
from benchmarking.rounds.domain.round_states import DO_WORDS, NEXT, RoundState
from benchmarking.rounds.domain.round_terms import HYPOTHESES
from benchmarking.rounds.forms import BenchmarkRoundForm, CouncilLinesForm


@require_safe
def round_list(request: HttpRequest) -> HttpResponse:
    context = progress_reader_or_404(request)
    found = list(queries.rounds_for(context))
    numbers = queries.numbers_of_rounds(found)
    rows = [(row, *numbers.get(row.id, (0, 0))) for row in found]
    return render(request, "benchmarking/rounds/round_list.html", {"rows": rows, "may_run": can_run_rounds(context)})


@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: HttpRequest) -> HttpResponse:
    context = progress_reader_or_404(request)
    or_404(context if can_run_rounds(context) else None)
    form = BenchmarkRoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = or_404(rounds.set_up(by=context, told=form.told, key=key_of(request.POST.lists())))
        if not isinstance(done, Refusal):
            messages.success(request, f"{done.name} is set up. Nobody is asked yet: add the councils, then open it.")
            return redirect("benchmarking:round_detail", done.id)
        form.add_error(None, done.because)
    return render(request, "benchmarking/rounds/round_new.html", {"form": form})


@require_safe
def round_detail(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show which councils take part and who has returned, and no answer."""
    context, row = progress_reader_or_404(request), round_or_404(request, round_id)
    words, state = request.GET.get("q", "")[:200].replace("\0", ""), request.GET.get("state", "")
    asked, returned = queries.numbers_of_rounds([row]).get(row.id, (0, 0))
    why_not = queries.why_not_independent(context, row)
    page = {
        "round": row,
        "state": row.label,
        "asked": asked,
        "returned": returned,
        "members": queries.members_of(context, row, words, state),
        "q": words,
        "shown": state,
        "next": [(one.value, DO_WORDS[one]) for one in NEXT[row.label]] if can_run_rounds(context) else [],
        "may_add": can_invite_councils(context) and row.state not in ("locked", "released"),
        "may_remind": can_invite_councils(context) and row.state == "open" and returned < asked,
        "may_take_out": can_invite_councils(context) and row.state == "set_up",
        "may_read": can_read_council_returns(context) and not why_not,
        "why_not": why_not if can_read_council_returns(context) else "",
        "queries": open_queries_of(context, row)[:100] if can_read_council_returns(context) and not why_not else (),
        "hypotheses": [(key, HYPOTHESES.get(key, "")) for key in row.hypotheses],
    }
    return render(request, "benchmarking/rounds/round_detail.html", page)


@require_POST
def round_move(request: HttpRequest, round_id: UUID) -> HttpResponse:
    context, row = progress_reader_or_404(request), round_or_404(request, round_id)
    wanted = or_404(next((one for one in RoundState if one.value == request.POST.get("state")), None))
    edition = whole_number(request.POST.get("edition", ""))
    done = or_404(rounds.move(by=context, round_id=row.id, state=wanted, edition=edition))
    return _back(request, row, done, f"{row.name} is now {wanted.label.lower()}.")


@require_POST
def round_remind(request: HttpRequest, round_id: UUID) -> HttpResponse:
    context, row = progress_reader_or_404(request), round_or_404(request, round_id)
    done = or_404(members.remind(by=context, round_id=row.id))
    letters = "A letter to 1 delegate is" if done == 1 else f"Letters to {done} delegates are"
    return _back(request, row, done, f"{letters} on {'its' if done == 1 else 'their'} way.")


@require_http_methods(["GET", "HEAD", "POST"])
def round_add_councils(request: HttpRequest, round_id: UUID) -> HttpResponse:
    context, row = progress_reader_or_404(request), round_or_404(request, round_id)
    or_404(context if can_invite_councils(context) else None)
    form = CouncilLinesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = or_404(members.add_councils(by=context, round_id=row.id, lines=form.read))
        if not isinstance(done, Refusal):
            messages.success(request, f"{len(done)} {'council takes' if len(done) == 1 else 'councils take'} part now.")
            return redirect("benchmarking:round_detail", row.id)
        form.add_error("lines", done.because)
    return render(request, "benchmarking/rounds/round_add_councils.html", {"round": row, "form": form})


@require_POST
def round_take_out(request: HttpRequest, round_id: UUID, member_id: UUID) -> HttpResponse:
    context, row = progress_reader_or_404(request), round_or_404(request, round_id)
    done = or_404(members.take_out(by=context, round_id=row.id, member_id=member_id))
    return _back(request, row, done, f"{done} is taken out.")


@require_safe
def round_council(request: HttpRequest, round_id: UUID, member_id: UUID) -> HttpResponse:
    """Show the approved return of a council to those who read returns."""
    context, row = return_reader_or_404(request), round_or_404(request, round_id)
    member = or_404(queries.member_for(context, row, member_id))
    if why_not := queries.why_not_independent(context, row):
        messages.error(request, why_not)
        return redirect("benchmarking:round_detail", row.id)
    versions = list(versions_of(context, member))
    page = {"round": row, "member": member, "versions": versions, "consents": queries.consent_standing(context, member)}
    page |= {"queries": queries_of(context, member), "may_ask": can_ask_councils(context) and takes_returns(row)}
    if versions:
        given = typed_of(versions[0])
        read = read_whole(context, member, given)
        page |= {
            "profile": shown_profile(given, read),
            "tables": shown_rows(given),
            "remarks": [one for one in read.remarks if one.code != "N01"],
            "explanations": given.explanations,
            "average": read.average,
        }
    return render(request, "benchmarking/rounds/round_council.html", page)


def _back(request: HttpRequest, row: BenchmarkRound, done: object, words: str) -> HttpResponse:
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, words)
    return redirect("benchmarking:round_detail", row.id)
