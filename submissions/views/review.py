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
from costing.answer_sheets import answer_sheets
from costing.form import Form
from costing.forms import form_for
from costing.serialisation import answers_from
from register import queries as register
from register.lookups import chosen_exercise
from submissions import queries
from submissions.actions import decision_state, returns
from submissions.domain.bulk import BulkAction
from submissions.domain.reasons import reason_label
from submissions.domain.states import Move
from submissions.forms.returns import AcceptForm, ReasonForm, ReturnFilter
from submissions.models import Explanation, Return, Version, VersionFinding
from submissions.permissions import allows, can_ask_on, can_decide, can_do_together
from submissions.views.findings import rates_of, table_of, tariff_of, with_explanations
from submissions.views.lookups import return_or_404

A_PAGE = 25


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
        page["actions"] = [{"name": BulkAction.ACCEPT.value, "words": "Accept submitted returns"}] if may_accept else []
        wanted = form.cleaned_data if form.is_valid() else {}
        found = queries.analyst_list(
            context,
            exercise.id,
            state=wanted.get("state", ""),
            search=wanted.get("q", ""),
            has_findings=wanted.get("findings", ""),
            order=request.GET.get("sort", "").lstrip("-"),
        )
        found = found.reverse() if request.GET.get("sort", "").startswith("-") else found
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
    page = {
        "submission": submission,
        "version": version,
        "versions": queries.versions_of(context, submission),
        "findings": [one for one in found if not one.is_note_to_provider],
        "notes": [one for one in found if one.is_note_to_provider],
        "explanations": [_explained(form, one) for one in _of_other_figures(context, submission, shown)],
        "sheets": answer_sheets(form, answers, version.notes) if form and answers else [],
        "table": table_of(version) if version and version.costs else None,
        "rates": rates_of(version) if version and version.costs else [],
        "tariff": tariff_of(version) if version and version.costs else None,
        "asked": queries.queries_on(context, submission.participation),
        "may_ask": can_ask_on(context, submission.participation),
        "failed": queries.failed_uploads_of(context, submission),
        "history": queries.history_of(context, submission),
        "in_charge": queries.in_charge_of(context, submission.participation),
        "back_url": f"{reverse('submissions:return_list')}?exercise={submission.exercise_id}",
        **_decisions(request, submission),
        **_state(context, submission),
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
    moves = {"can_accept": Move.ACCEPT, "can_exclude": Move.EXCLUDE, "can_reopen": Move.REOPEN}
    return {name: may and allows(submission, move) for name, move in moves.items()}


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
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        seen = request.POST.get("seen")
        done = returns.exclude(by=context_or_404(request), return_id=submission.id, reason=reason, seen=seen)
        if not isinstance(done, Refusal):
            return _decided(request, submission, done, "The return is left out of calculations.")
        form.add_error(None, done.because)
    page = {"submission": submission, "form": form, **_state(context_or_404(request), submission)}
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
    page = {"submission": submission, "form": form, **_state(context_or_404(request), submission)}
    return render(request, "submissions/reopen.html", page)


def _state(context: Context, submission: Return) -> dict[str, str]:
    """Return what the page of a decision sends back: the state that it was taken on."""
    return {"seen": decision_state.state_of(context, submission)}


def _to_decide(request: HttpRequest, return_id: UUID) -> Return:
    submission = return_or_404(request, return_id)
    if not can_decide(request.context, submission):
        raise Http404
    return submission


def _decided(request: HttpRequest, submission: Return, done: object, words: str) -> HttpResponse:
    following = None
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    elif "go_on" in request.POST and (following := queries.decision_queue(request.context, submission).following):
        name = submission.participation.location_name
        messages.success(request, f"{name}: {words[0].lower()}{words[1:]} This is the next one.")
    else:
        messages.success(request, words)
    return redirect("submissions:return_detail", following.submission.id if following else submission.id)
