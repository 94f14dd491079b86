"""Pages of a soft market test for the team: set up and changed, who is asked, answers taken in, a workshop's tables."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import context_or_404, or_404
from engagement.interviews.actions import market_notes, studies
from engagement.interviews.actions import market_tests as actions
from engagement.interviews.domain.market_test_mails import MarketAsk
from engagement.interviews.domain.study_terms import InterviewChannel
from engagement.interviews.forms.market_tests import ChangeTestForm, MarketTestForm, TableForm
from engagement.interviews.queries import market_tests as queries
from engagement.models import InterviewStudy
from engagement.permissions import can_ask_for_interviews, can_read_interviews, can_run_studies
from register import queries as register


def market_test_or_404(request: HttpRequest, market_test_id: UUID) -> tuple[Context, InterviewStudy]:
    context = context_or_404(request)
    return context, or_404(queries.market_test_for(context, market_test_id))


@require_http_methods(["GET", "HEAD", "POST"])
def market_test_new(request: HttpRequest) -> HttpResponse:
    context = context_or_404(request)
    or_404(context if can_run_studies(context) else None)
    form = MarketTestForm(list(register.exercises(context)), request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = or_404(studies.set_up(by=context, told=form.told, key=key_of(request.POST.lists())))
        if not isinstance(done, Refusal):
            messages.success(request, f"{done.name} is set up. Nobody is asked yet.")
            return redirect("engagement:market_test_detail", done.id)
        form.add_error("name", done.because)
    return render(request, "engagement/interviews/market_test_new.html", {"form": form})


@require_safe
def market_test_detail(request: HttpRequest, market_test_id: UUID) -> HttpResponse:
    """Show whom a test asks and who has sent answers; what they wrote is read once it has closed."""
    context, row = market_test_or_404(request, market_test_id)
    asked = list(queries.asked_by(context, row))
    is_over = row.closes_on is not None and row.closes_on < timezone.localdate()
    page = {
        "study": row,
        "asked": asked,
        "sent": sum(each.sent_at is not None for each in asked),
        "is_over": is_over,
        "may_run": can_run_studies(context),
        "may_ask": can_ask_for_interviews(context),
        "may_read": can_read_interviews(context),
    }
    return render(request, "engagement/interviews/market_test_detail.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def market_test_change(request: HttpRequest, market_test_id: UUID) -> HttpResponse:
    context, row = market_test_or_404(request, market_test_id)
    or_404(context if can_run_studies(context) else None)
    shown = {
        "introduction": row.introduction, "opens_on": row.opens_on, "closes_on": row.closes_on,
        "event": str(row.event_id or ""),
    }  # fmt: skip
    form = ChangeTestForm(queries.events_of(context, row), request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        edition = whole_number(request.POST.get("edition", ""))
        terms = form.changed(or_404(row.exercise_id))
        done = or_404(actions.change(by=context, study_id=row.id, edition=edition, terms=terms))
        if not isinstance(done, Refusal):
            messages.success(request, "Changed.")
            return redirect("engagement:market_test_detail", row.id)
        form.add_error(None, done.because)
    return render(request, "engagement/interviews/market_test_change.html", {"study": row, "form": form})


@require_POST
def market_test_ask(request: HttpRequest, market_test_id: UUID) -> HttpResponse:
    context, row = market_test_or_404(request, market_test_id)
    done = or_404(actions.ask(by=context, study_id=row.id))
    words = f"{done:,} providers are asked." if done else "Every provider of the exercise is asked already."
    return _back(request, row, done, f"{words} No email has gone out: write to them below.")


@require_POST
def market_test_write(request: HttpRequest, market_test_id: UUID) -> HttpResponse:
    """Begin a message among the campaigns, where it is worded, its recipients are looked at, and it is sent."""
    context, row = market_test_or_404(request, market_test_id)
    kind = MarketAsk.INVITE if request.POST.get("kind") == MarketAsk.INVITE else MarketAsk.REMIND
    key = key_of(request.POST.lists())
    done = or_404(actions.draft_message(by=context, study_id=row.id, kind=kind, key=key))
    if isinstance(done, Refusal):
        return _back(request, row, done, "")
    messages.success(request, "A message is begun. Change its words, look who gets it, and send it.")
    return redirect("engagement:step_detail", row.exercise_id, done)


@require_POST
def market_test_take_in(request: HttpRequest, market_test_id: UUID) -> HttpResponse:
    context, row = market_test_or_404(request, market_test_id)
    done = or_404(market_notes.take_in(by=context, study_id=row.id))
    return _back(request, row, done, "The answers are taken in: they stand by theme, to be coded and summed up.")


def _back(request: HttpRequest, row: InterviewStudy, done: object, words: str) -> HttpResponse:
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, words)
    return redirect("engagement:market_test_detail", row.id)


@require_http_methods(["GET", "HEAD", "POST"])
def market_test_table(request: HttpRequest, market_test_id: UUID) -> HttpResponse:
    context, row = market_test_or_404(request, market_test_id)
    or_404(context if can_run_studies(context) else None)
    held_on = timezone.localdate(row.event.starts_at) if row.event else None
    form = TableForm(request.POST or None, initial={"held_on": held_on})
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        done = or_404(
            market_notes.keep_table(
                by=context, study_id=row.id, name=found["name"].strip(), held_on=found["held_on"],
                channel=InterviewChannel(found["channel"]), consent=form.agreed,
            )
        )  # fmt: skip
        if not isinstance(done, Refusal):
            return redirect("engagement:interview_detail", row.id, done.id)
        form.add_error(None, done.because)
    return render(request, "engagement/interviews/market_test_table.html", {"study": row, "form": form})
