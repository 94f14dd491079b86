"""Pages to ask a question on a return, and to answer it: the same for both sides."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from costing.figure_words import day_in_words
from costing.form import Form
from costing.forms import CURRENT, form_for
from register.queries import Participation
from submissions import queries
from submissions.models import ReturnQuestion
from submissions.permissions import can_ask_on, can_look_after_query
from submissions.questions.actions import questions
from submissions.questions.domain.cycles import LAST_CYCLE, WHAT_IS_LEFT
from submissions.questions.domain.questions import (
    AnswerChannel,
    QuestionOutcome,
    QuestionSide,
    QuestionState,
    about_from,
    outcomes_for,
)
from submissions.questions.forms import AnswerForm, AskForm, CloseForm, HeardForm, TeamAskForm
from submissions.views.next_return import on_to_next
from submissions.views.query_decisions import still_to_decide

TO_TEAM = "The independent team reads it and answers here. You get an email when it has."
TO_PROVIDER = "Everybody of the provider can read it. They get an email that there is a query, without your words."
PAGE = "submissions/questions/question_detail.html"


def ask(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Ask a question; its subject may come in the address, and can be changed on the page."""
    return _ask(request, queries.participation_for(request.context, participation_id))


def ask_again(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Ask a query of the team once more, in a later cycle; the query that it follows is closed by that."""
    query = _query_or_404(request, query_id)
    if query.asked_side != QuestionSide.TEAM or context_or_404(request).is_provider:
        raise Http404
    return _ask(request, queries.participation_for(request.context, query.participation_id), query)


def _ask(
    request: HttpRequest, participation: Participation | None, again: ReturnQuestion | None = None
) -> HttpResponse:
    context = context_or_404(request)
    if participation is None or not can_ask_on(context, participation):
        raise Http404
    asks = form_of(participation)
    form = _ask_form(context, participation, asks, request, again)
    if request.method == "POST" and form.is_valid():
        about = again.about if again else about_from(asks, form.cleaned_data["about"])
        assert about is not None  # one of the form's own choices
        done = questions.ask(
            by=context,
            participation_id=participation.id,
            about=about,
            words=form.cleaned_data["words"],
            code=again.code if again else request.POST.get("code", ""),
            due_on=form.cleaned_data.get("due_on"),
            cycle=form.cleaned_data.get("cycle"),
            follows=again.id if again else None,
            key=key_of(request.POST.lists()),
        )
        if isinstance(done, ReturnQuestion):
            messages.success(request, _sent(done))
            return redirect("submissions:query_detail", done.id)
        form.add_error("words", done.because if done else "This cannot be asked any more.")
    page = {"participation": participation, "form": form, "back_url": _back_url(request, participation)}
    code = request.POST.get("code") or request.GET.get("code", "")
    return render(request, "submissions/questions/question_ask.html", page | {"code": code[:10], "again": again})


def _ask_form(
    context: Context, participation: Participation, asks: Form, request: HttpRequest, again: ReturnQuestion | None
) -> AskForm:
    """Return the form of the side that asks; what is asked again keeps its subject."""
    data, initial = request.POST or None, {"about": request.GET.get("about", "")}
    if context.is_provider:
        return AskForm(asks, TO_TEAM, data, initial=initial)
    form = TeamAskForm(asks, TO_PROVIDER, queries.usual_cycle_of(context, participation), data, initial=initial)
    if again:
        del form.fields["about"]
    return form


def _sent(query: ReturnQuestion) -> str:
    if query.asked_side == QuestionSide.PROVIDER:
        return "Your question is with the independent team."
    return (
        f"Sent in cycle {query.cycle}. The answer is due by {day_in_words(query.due_on)}." if query.due_on else "Sent."
    )


def form_of(participation: Participation) -> Form:
    """Return the form that the current version was asked with; the form of today if there is none."""
    submission = getattr(participation, "submission", None)
    version = submission.current if submission else None
    read = form_for(version.form_service, version.form_version) if version else None
    return read or CURRENT[participation.exercise.service]


@require_safe
def query_detail(request: HttpRequest, query_id: UUID) -> HttpResponse:
    query = _query_or_404(request, query_id)
    return render(request, PAGE, _page(request, query))


@require_POST
def answer(request: HttpRequest, query_id: UUID) -> HttpResponse:
    query = _query_or_404(request, query_id)
    form = answer_form(request, query, request.POST)
    if form is None:
        messages.error(request, "This has been answered or closed already.")
        return redirect("submissions:query_detail", query.id)
    if not form.is_valid():
        return render(request, PAGE, _page(request, query) | {"form": form})
    channel = AnswerChannel(form.cleaned_data.get("channel") or AnswerChannel.PORTAL)
    done = questions.answer(
        by=context_or_404(request), query_id=query.id, words=form.cleaned_data["words"], channel=channel
    )
    return _told(request, query, done, "The answer is kept. Whoever asked is told by email.")


@require_POST
def close(request: HttpRequest, query_id: UUID) -> HttpResponse:
    query = _query_or_404(request, query_id)
    context = context_or_404(request)
    changes = queries.changes_since(context, query)
    form = CloseForm(outcomes_for(query.about, has_changed=bool(changes)), request.POST)
    if not form.is_valid():
        return render(request, PAGE, _page(request, query) | {"close_form": form})
    outcome = QuestionOutcome(form.cleaned_data["outcome"])
    done = questions.close(by=context, query_id=query.id, outcome=outcome)
    words = "The query is closed."
    if outcome is QuestionOutcome.EXPLAINED and changes:
        words = f"The query is closed as explained, although the figure has changed ({changes[0].words})."
    decide = still_to_decide(context, done, form_of(query.participation)) if isinstance(done, ReturnQuestion) else ""
    if decide:
        messages.success(request, f"{words} Now decide it here: only that takes it out of the statistics.")
        return redirect(decide)
    if isinstance(done, ReturnQuestion) and (led := on_to_next(request, query.participation.submission, words)):
        return led
    return _told(request, query, done, words)


@require_POST
def withdraw(request: HttpRequest, query_id: UUID) -> HttpResponse:
    query = _query_or_404(request, query_id)
    done = questions.withdraw(by=context_or_404(request), query_id=query.id)
    return _told(request, query, done, "Your question is withdrawn. You can ask again at any time.")


def _told(
    request: HttpRequest, query: ReturnQuestion, done: ReturnQuestion | Refusal | None, words: str
) -> HttpResponse:
    if done is None:
        raise Http404
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, words)
    return redirect("submissions:query_detail", query.id)


def _query_or_404(request: HttpRequest, query_id: UUID) -> ReturnQuestion:
    return or_404(queries.query_for(context_or_404(request), query_id))


def _page(request: HttpRequest, query: ReturnQuestion) -> dict[str, Any]:
    context = context_or_404(request)
    may = can_look_after_query(context, query)
    is_theirs = query.asked_side == (QuestionSide.PROVIDER if context.is_provider else QuestionSide.TEAM)
    is_open = query.state in (QuestionState.OPEN, QuestionState.ANSWERED)
    may_close = may and is_theirs and not context.is_provider
    changes = queries.changes_since(context, query) if context.reads_returns else ()
    outcomes = outcomes_for(query.about, has_changed=bool(changes))
    return {
        "query": query,
        "changes": changes,
        "figures": queries.figures_now(context, [query]).get(query.id, ()) if is_open and context.reads_returns else (),
        "before": queries.cycles_before(context, query),
        "may_ask_again": may_close and not query.followed_by.exists(),
        "decide_url": still_to_decide(context, query, form_of(query.participation)),
        "queue": _queue(context, query) if may_close and is_open else None,
        "is_last": query.cycle == LAST_CYCLE,
        "what_is_left": WHAT_IS_LEFT,
        "form": answer_form(request, query),
        "close_form": CloseForm(outcomes) if may_close and is_open else None,
        "may_withdraw": may and is_theirs and context.is_provider and query.state == QuestionState.OPEN,
        "back_url": _back_url(request, query.participation),
        "place_url": _place_url(request, query),
    }


def _queue(context: Context, query: ReturnQuestion) -> queries.DecisionQueue:
    return queries.decision_queue(context, query.participation.submission)


def answer_form(request: HttpRequest, query: ReturnQuestion, data: Any = None) -> AnswerForm | None:
    """Return the answer form for the side that was asked.

    An analyst may write down what the other side said elsewhere.
    """
    context = context_or_404(request)
    if query.state != QuestionState.OPEN or not can_look_after_query(context, query):
        return None
    if (query.asked_side == QuestionSide.TEAM) == context.is_provider:
        return AnswerForm(data)
    return None if context.is_provider else HeardForm(data)


def _back_url(request: HttpRequest, participation: Participation) -> str:
    if context_or_404(request).is_provider:
        return reverse("submissions:participation_detail", args=[participation.id])
    submission = getattr(participation, "submission", None)
    return reverse("submissions:return_detail", args=[submission.id]) if submission else reverse("home")


def _place_url(request: HttpRequest, query: ReturnQuestion) -> str:
    """Return where the provider finds the subject; blank for the team, which has its own page of the return."""
    if not context_or_404(request).is_provider or not query.key:
        return ""
    return reverse("submissions:online_answers", args=[query.participation_id])
