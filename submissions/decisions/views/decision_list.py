"""The page of all decisions on the returns of an exercise, and its file, for the independent team."""

from collections.abc import Iterator
from itertools import chain

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.lookups import context_or_404, or_404
from costing.forms import form_for
from costing.serialisation import answers_from, costs_from
from register import queries as register
from register.lookups import chosen_exercise
from register.queries import Exercise
from spreadsheets.table_files import table_file
from submissions import queries
from submissions.actions.return_audit import record_decisions_taken
from submissions.decisions.domain.decided_parts import DecidedAnswer, DecidedPart, decided_answers, decided_lines
from submissions.decisions.domain.listed_decisions import HEADS, DecisionStanding, ListedDecision, chosen, file_rows
from submissions.decisions.forms import DecisionFilter
from submissions.decisions.queries import DecidedReturn, returns_decided_in
from submissions.models import Return
from submissions.views.team_files import as_team_file

A_PAGE = 25


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    """Show them, the newest first; without a choice, of the newest exercise that has opened."""
    context = _reader_or_404(request)
    exercises = list(register.exercises(context))
    exercise = chosen_exercise(exercises, request.GET.get("exercise", ""))
    form = DecisionFilter(request.GET)
    page = {"exercises": exercises, "exercise": exercise, "filter": form}
    if exercise:
        page["page"] = Paginator(_wanted(request, form, exercise), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "submissions/decisions/decision_list.html", page)


@require_safe
def decision_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Return all that fit the filter of the page as a file for the team."""
    context = _reader_or_404(request)
    exercise = or_404(chosen_exercise(list(register.exercises(context)), request.GET.get("exercise", "")))
    rows = file_rows(_wanted(request, DecisionFilter(request.GET), exercise))
    record_decisions_taken(by=context, exercise=exercise)
    mark = f"{exercise.name}: decisions on returns. For the independent team."
    return as_team_file(table_file(kind, "Decisions", mark, HEADS, rows), f"decisions-{slugify(exercise.name)}", kind)


def _reader_or_404(request: HttpRequest) -> Context:
    context = context_or_404(request)
    if not context.reads_returns:
        raise Http404
    return context


def _wanted(request: HttpRequest, form: DecisionFilter, exercise: Exercise) -> list[ListedDecision]:
    wanted = form.cleaned_data if form.is_valid() else {}
    return chosen(
        _all(context_or_404(request), exercise),
        search=wanted.get("q", ""),
        kind=wanted.get("kind", ""),
        standing=wanted.get("standing", ""),
        order=request.GET.get("sort", ""),
    )


def _all(context: Context, exercise: Exercise) -> Iterator[ListedDecision]:
    for each in returns_decided_in(context, exercise.id):
        yield from (_listed(each.submission, part) for part in _parts(each))
    for one in queries.left_out_returns(context, exercise.id):
        yield ListedDecision(
            *(one.return_id, one.location_name, one.provider_name, "return", "", "", "", one.reason, one.decided_by),
            *(timezone.localtime(one.decided_at), one.version_number, DecisionStanding.COUNTS),
        )


def _parts(decided: DecidedReturn) -> Iterator[DecidedPart]:
    version = or_404(decided.submission.current)
    form = form_for(version.form_service, version.form_version)
    answers = answers_from(version.form_service, version.form_version, version.answers)
    costs = costs_from(version.costs)
    if form is None or answers is None:
        return iter(())
    lines = decided_lines(form, decided.lines, costs.columns if costs else {})
    return chain(lines, decided_answers(form, decided.answers, answers))


def _listed(submission: Return, part: DecidedPart) -> ListedDecision:
    asked, is_answer = submission.participation, isinstance(part, DecidedAnswer)
    return ListedDecision(
        return_id=submission.id,
        location=asked.location_name,
        provider=asked.provider_name,
        kind="answer" if is_answer else "line",
        label=part.label,
        submitted=getattr(part, "submitted", ""),
        adjusted=getattr(part, "adjusted", ""),
        why=part.why,
        by=part.by,
        at=timezone.localtime(part.at),
        version=part.version,
        standing=_standing(part),
        says=part.look_again or (f"by {part.taken_back_by}" if part.taken_back_at else ""),
    )


def _standing(part: DecidedPart) -> DecisionStanding:
    if part.taken_back_at:
        return DecisionStanding.TAKEN_BACK
    return DecisionStanding.LOOK_AGAIN if part.look_again else DecisionStanding.COUNTS
