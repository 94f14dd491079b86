"""Pages of the independent team's work: the list of an exercise, one return, and the decision on it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import context_or_404, or_404
from costing.form import Form
from costing.forms import form_for
from costing.serialisation import answers_from
from register import queries as register
from register.lookups import chosen_exercise
from submissions import queries
from submissions.actions import decision_state, returns
from submissions.decisions.domain.decision_refusals import DECIDABLE
from submissions.decisions.views.decided_section import (
    decided_section,
    rates_with,
    sheets_with,
    table_with,
    tariff_with,
)
from submissions.domain.bulk import BulkAction
from submissions.domain.reasons import reason_label
from submissions.domain.states import Move, ReturnState
from submissions.forms.returns import AcceptForm, ExcludeForm, ReasonForm, ReturnFilter
from submissions.models import Explanation, Return, Version, VersionFinding
from submissions.peers.queries import beside_its_peers
from submissions.permissions import allows, can_ask_on, can_decide, can_do_together
from submissions.rechecks.queries import last_change_of
from submissions.views.at_desk import at_desk
from submissions.views.findings import with_explanations, with_queries
from submissions.views.lookups import return_or_404
from submissions.views.next_return import on_to_next

A_PAGE = 25
TOGETHER = [
    {"name": BulkAction.ACCEPT.value, "words": "Accept submitted returns"},
    {"name": BulkAction.ASSIGN.value, "words": "Assign submitted returns"},
]


@require_safe
def return_list(request: HttpRequest) -> HttpResponse:
    """Show all locations of one exercise, begun or not; without a choice, of the newest that has opened."""
    context = context_or_404(request)
    if not context.reads_returns:
        raise Http404
    exercises = list(register.exercises(context))
    exercise = chosen_exercise(exercises, request.GET.get("exercise", ""))
    form = ReturnFilter(request.GET)
    page = {"exercises": exercises, "exercise": exercise, "filter": form}
    if exercise:
        may_accept = can_do_together(context, exercise, BulkAction.ACCEPT)
        page["actions"] = TOGETHER if may_accept else []
        wanted = form.cleaned_data if form.is_valid() else {}
        found = queries.analyst_list(
            context,
            exercise.id,
            state=wanted.get("state", ""),
            search=wanted.get("q", ""),
            has_findings=wanted.get("findings", ""),
            analyst=wanted.get("analyst", ""),
            order=request.GET.get("sort", "").lstrip("-"),
        )
        found = found.reverse() if request.GET.get("sort", "").startswith("-") else found
        page["query"] = request.GET.urlencode()
        page["page"] = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "submissions/return_list.html", page)


@require_safe
def return_detail(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Show answers, findings, costs and history of the current version, or of an earlier one."""
    context, submission = context_or_404(request), return_or_404(request, return_id)
    if not context.reads_returns:
        raise Http404
    returns.note_view(by=context, submission=submission)
    version = _version(request, submission)
    form = form_for(version.form_service, version.form_version) if version else None
    answers = answers_from(version.form_service, version.form_version, version.answers) if version else None
    found = list(queries.findings_of(context, version)) if version else []
    shown = with_explanations(context, submission, found)
    decided, asked = (
        decided_section(context, submission, version),
        queries.queries_on(context, submission.participation),
    )
    with_queries(found, asked)
    page = {
        "submission": submission,
        "version": version,
        "versions": queries.versions_of(context, submission),
        "findings": [one for one in found if not one.is_note_to_provider],
        "notes": [one for one in found if one.is_note_to_provider],
        "explanations": [_explained(form, one) for one in _of_other_figures(context, submission, shown)],
        "decided": decided,
        "sheets": sheets_with(decided, form, answers, version.notes) if version and form and answers else [],
        "table": table_with(decided, form, version) if version and form else None,
        "rates": rates_with(decided, version) if version else [],
        "tariff": tariff_with(decided, version) if version and version.costs else None,
        "peers": beside_its_peers(context, submission, version),
        "lines_of": request.GET.get("peers", ""),
        "asked": asked,
        "may_ask": can_ask_on(context, submission.participation),
        "failed": queries.failed_uploads_of(context, submission),
        "rechecked": last_change_of(context, version) if version else None,
        "history": queries.history_of(context, submission),
        "in_charge": queries.in_charge_of(context, submission.participation),
        "back_url": f"{reverse('submissions:return_list')}?exercise={submission.exercise_id}",
        **_decisions(request, submission),
        **_state(context, submission),
        **at_desk(context, submission),
    }
    page["queue"] = queries.decision_queue(context, submission) if can_decide(context, submission) else None
    return render(request, "submissions/return_detail.html", page)


def _of_other_figures(context: Context, submission: Return, shown: Sequence[VersionFinding]) -> list[Explanation]:
    """Return the explanations that stand beside no finding: of figures that have changed since."""
    beside = {(one.code, one.key) for one in shown if one.explanation}  # type: ignore[attr-defined]
    return [one for one in queries.explanations_of(context, submission) if (one.code, one.key) not in beside]


def _explained(form: Form | None, one: Explanation) -> dict[str, Any]:
    """Return an explanation with the question as printed and the reason in words."""
    question = form.by_key.get(one.key) if form else None
    label = question.label if question else "the whole return"
    return {"one": one, "label": label, "reason": reason_label(one.code, one.reason)}


def _version(request: HttpRequest, submission: Return) -> Version | None:
    number = request.GET.get("version", "")
    if not number:
        return submission.current
    return or_404(queries.version_for(request.context, submission, whole_number(number)))


def _decisions(request: HttpRequest, submission: Return) -> dict[str, bool]:
    may = can_decide(request.context, submission)
    has_parts = ReturnState(submission.state) in DECIDABLE and submission.current is not None
    moves = {"can_accept": Move.ACCEPT, "can_exclude": Move.EXCLUDE, "can_reopen": Move.REOPEN}
    found = {name: may and allows(submission, move) for name, move in moves.items()}
    return found | {"can_decide_parts": may and has_parts, "can_take_back_parts": may}


def accept(request: HttpRequest, return_id: UUID) -> HttpResponse:
    context, submission = context_or_404(request), _to_decide(request, return_id)
    asked = queries.queries_with_provider(context, submission.participation)
    form = AcceptForm(request.POST or None) if asked else None
    if request.method == "POST":
        seen = request.POST.get("version", "")
        number = whole_number(seen)
        if form is None or form.is_valid():
            words = form.cleaned_data["words"] if form else ""
            done = returns.accept(
                by=context, return_id=submission.id, version_number=number, seen=request.POST.get("seen"), words=words
            )
            return _decided(request, submission, done, "The return is accepted and counts in the next calculation.")
    page = {"submission": submission, "version": submission.current, "asked": asked, "form": form}
    return render(request, "submissions/accept.html", page | _state(context, submission))


def exclude(request: HttpRequest, return_id: UUID) -> HttpResponse:
    submission = _to_decide(request, return_id)
    form = ExcludeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why, seen = form.cleaned_data, request.POST.get("seen")
        done = returns.exclude(by=context_or_404(request), return_id=submission.id, seen=seen, **why)
        if not isinstance(done, Refusal):
            return _decided(request, submission, done, "The return is left out of calculations.")
        form.add_error(None, done.because)
    page = {"submission": submission, "form": form, **_beside(context_or_404(request), submission)}
    return render(request, "submissions/exclude.html", page)


def reopen(request: HttpRequest, return_id: UUID) -> HttpResponse:
    submission = _to_decide(request, return_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        seen = request.POST.get("seen")
        done = returns.reopen(by=context_or_404(request), return_id=submission.id, reason=reason, seen=seen)
        if not isinstance(done, Refusal):
            return _decided(request, submission, done, "The return is back with the provider.")
        form.add_error(None, done.because)
    page = {"submission": submission, "form": form, **_beside(context_or_404(request), submission)}
    return render(request, "submissions/reopen.html", page)


def _state(context: Context, submission: Return) -> dict[str, str]:
    """Return what the page of a decision sends back: the state that it was taken on."""
    return {"seen": decision_state.state_of(context, submission)}


def _beside(context: Context, submission: Return) -> dict[str, Any]:
    """Return what the page of a decision needs beside its form: the state seen, and the queue behind it."""
    return {**_state(context, submission), "queue": queries.decision_queue(context, submission)}


def _to_decide(request: HttpRequest, return_id: UUID) -> Return:
    submission = return_or_404(request, return_id)
    if not can_decide(request.context, submission):
        raise Http404
    return submission


def _decided(request: HttpRequest, submission: Return, done: object, words: str) -> HttpResponse:
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    elif (led := on_to_next(request, submission, words)) is not None:
        return led
    else:
        messages.success(request, words)
    return redirect("submissions:return_detail", submission.id)
