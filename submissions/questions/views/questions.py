"""Pages to ask a question on a return, and to answer it: the same for both sides."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from costing.form import Form
from costing.forms import CURRENT, form_for
from register.queries import Participation
from submissions import queries
from submissions.models import ReturnQuestion
from submissions.permissions import can_ask_on, can_look_after_query
from submissions.questions.actions import questions
from submissions.questions.domain.questions import (
    AnswerChannel,
    QuestionOutcome,
    QuestionSide,
    QuestionState,
    about_from,
)
from submissions.questions.forms import (
    AnswerForm,
    AskForm,
    CloseForm,
    HeardForm,
)

TO_TEAM = "The independent team reads it and answers here. You get an email when it has."
TO_PROVIDER = "Everybody of the provider can read it. They get an email that there is a query, without your words."
PAGE = "submissions/questions/question_detail.html"


def ask(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Ask a question; its subject may come in the address, and can be changed on the page."""
    context = context_or_404(request)
    participation = queries.participation_for(context, participation_id)
    if participation is None or not can_ask_on(context, participation):
        raise Http404
    asks = form_of(participation)
    hint = TO_TEAM if context.is_provider else TO_PROVIDER
    form = AskForm(asks, hint, request.POST or None, initial={"about": request.GET.get("about", "")})
    if request.method == "POST" and form.is_valid():
        about = about_from(asks, form.cleaned_data["about"])
        assert about is not None  # one of the form's own choices
        done = questions.ask(
            by=context,
            participation_id=participation.id,
            about=about,
            words=form.cleaned_data["words"],
            code=request.POST.get("code", ""),
            key=key_of(request.POST.lists()),
        )
        if isinstance(done, ReturnQuestion):
            messages.success(request, "Your question is with the independent team." if context.is_provider else "Sent.")
            return redirect("submissions:query_detail", done.id)
        form.add_error("words", done.because if done else "This cannot be asked any more.")
    page = {"participation": participation, "form": form, "back_url": _back_url(request, participation)}
    code = request.POST.get("code") or request.GET.get("code", "")
    return render(request, "submissions/questions/question_ask.html", page | {"code": code[:10]})


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
    form = CloseForm(request.POST)
    if not form.is_valid():
        return render(request, PAGE, _page(request, query) | {"close_form": form})
    outcome = QuestionOutcome(form.cleaned_data["outcome"])
    done = questions.close(by=context_or_404(request), query_id=query.id, outcome=outcome)
    return _told(request, query, done, "The query is closed.")


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
    return {
        "query": query,
        "form": answer_form(request, query),
        "close_form": CloseForm() if may and is_theirs and is_open and not context.is_provider else None,
        "may_withdraw": may and is_theirs and context.is_provider and query.state == QuestionState.OPEN,
        "back_url": _back_url(request, query.participation),
        "place_url": _place_url(request, query),
    }


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
