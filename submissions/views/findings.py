"""The page of a return's findings for its provider: put them right in the file, or explain them here."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404
from costing.answer_sheets import cost_table
from costing.finding_groups import causes_first, grouped, one_a_figure
from costing.findings import Severity
from costing.forms import form_for
from costing.serialisation import costs_from
from submissions import queries
from submissions.actions import explanations
from submissions.actions.annotated_workbook import can_be_marked
from submissions.actions.suggestions import guesses_of
from submissions.domain.explanations import asks_to_explain, unexplained
from submissions.domain.reasons import reason_label
from submissions.domain.states import Move
from submissions.domain.where_to_fix import where_to_fix
from submissions.forms.returns import ExplainForm
from submissions.models import Return, ReturnQuestion, Version, VersionFinding
from submissions.permissions import allows
from submissions.questions.domain.questions import QuestionSide, QuestionState
from submissions.views.answers import link
from submissions.views.lookups import current_or_404, finding_or_404, own_return_or_404
from submissions.views.suggestions import changed_on


@require_safe
def findings(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Show must-fix findings first, then what to explain, then notes; each by sheet and cell as printed."""
    by, submission = context_or_404(request), own_return_or_404(request, return_id)
    version = current_or_404(submission)
    found = causes_first(queries.findings_of(request.context, version))
    must_fix = [f for f in found if f.severity == Severity.MUST_FIX]
    to_explain = one_a_figure(with_explanations(by, submission, found))
    may_save = allows(submission, Move.SAVE)
    if may_save:
        _with_what_can_be_done(request, submission, found)
    to_say = [f for f in to_explain if f.explanation is None]  # type: ignore[attr-defined]
    page = {
        "submission": submission,
        "version": version,
        "must_fix": must_fix,
        "explain": to_explain,
        "unexplained": to_say,
        "is_ready": not must_fix and not to_say,
        "must_fix_groups": grouped(must_fix),
        "explain_groups": grouped(to_explain),
        "notes": [f for f in found if f.severity == Severity.NOTE and f.key],
        "has_file": can_be_marked(by, submission),
        "may_save": may_save,
        "advice": where_to_fix([*must_fix, *to_say], has_file=version.upload_id is not None) if may_save else None,
        "changed": changed_on(request, submission.participation),
        "waiting_workbook": queries.waiting_workbook(by, submission.participation),
        "told": [f for f in found if f.severity == Severity.NOTE and not f.key],
        "waiting_online": queries.waiting_online(by, submission.participation),
    }
    return render(request, "submissions/findings.html", page)


def with_explanations(by: Context, submission: Return, found: Iterable[VersionFinding]) -> list[VersionFinding]:
    """Return what is to be explained, each with its explanation, if the value is still the one that it explains."""
    explanations = list(queries.explanations_of(by, submission))
    given = {(one.code, one.key): one for one in explanations}
    to_explain = [finding for finding in found if finding.severity == Severity.EXPLAIN]
    waiting = {one.key or one.id for one in unexplained(to_explain, explanations)}
    for finding in to_explain:
        one = None if (finding.key or finding.id) in waiting else given.get((finding.code, finding.key))
        finding.explanation = one  # type: ignore[attr-defined]
        finding.reason_words = reason_label(one.code, one.reason) if one else ""  # type: ignore[attr-defined]
    return to_explain


def with_queries(found: Iterable[VersionFinding], asked: Iterable[ReturnQuestion]) -> None:
    """Give findings the query of the team on their figure that waits: it is not asked a second time."""
    waits = (QuestionState.OPEN, QuestionState.ANSWERED)
    waiting = {one.key or one.code: one for one in asked if one.asked_side == QuestionSide.TEAM and one.state in waits}
    for finding in found:
        finding.query = waiting.get(finding.key or finding.code)  # type: ignore[attr-defined]


def _with_what_can_be_done(request: HttpRequest, submission: Return, found: list[VersionFinding]) -> None:
    """Give findings the suggested value for the button that takes it, and the link to change the answer online."""
    participation = submission.participation
    standing = queries.standing_of(request.context, participation)
    guesses = guesses_of(current_or_404(submission), found)
    for finding in found:
        likely = guesses.get(finding.id)
        finding.guess_words = likely.after if likely else ""  # type: ignore[attr-defined]
        is_asked = finding.severity != Severity.NOTE and finding.key in standing.form.by_key
        finding.here_url = link(participation, standing, finding.key) if is_asked else ""  # type: ignore[attr-defined]


def explain(request: HttpRequest, return_id: UUID, finding_id: UUID) -> HttpResponse:
    submission = own_return_or_404(request, return_id)
    finding = finding_or_404(request, current_or_404(submission), finding_id)
    if finding.severity != Severity.EXPLAIN or not allows(submission, Move.SAVE):
        raise Http404
    asking = [f for f in queries.findings_of(request.context, finding.version) if finding.key and f.key == finding.key]
    form = ExplainForm([finding.code, *(f.code for f in asking if asks_to_explain(f))], request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = explanations.explain(
            by=context_or_404(request), return_id=submission.id, code=finding.code, key=finding.key, **form.cleaned_data
        )
        if not isinstance(done, Refusal):
            messages.success(request, "Your explanation is kept. It counts as long as the figure stays as it is.")
            return redirect("submissions:findings", submission.id)
        form.add_error(None, done.because)
    return render(request, "submissions/explain.html", {"submission": submission, "finding": finding, "form": form})


@require_safe
def costs(request: HttpRequest, return_id: UUID) -> HttpResponse:
    submission = own_return_or_404(request, return_id)
    version = current_or_404(submission)
    if version.costs is None:
        raise Http404
    page = {
        "submission": submission,
        "version": version,
        "table": table_of(version),
        "rates": rates_of(version),
        "tariff": tariff_of(version),
    }
    return render(request, "submissions/costs.html", page)


def table_of(version: Version) -> object:
    form, stored = form_for(version.form_service, version.form_version), costs_from(version.costs)
    return cost_table(form, stored) if form and stored else None


def rates_of(version: Version) -> list[tuple[str, object]]:
    """Return the visit-length rates, for services that have visits."""
    stored = costs_from(version.costs)
    return list(stored.visit_rates.items()) if stored else []


def tariff_of(version: Version) -> object:
    """Return £ a visit and £ a minute; None where it is undefined, and for services without visits."""
    stored = costs_from(version.costs)
    return stored.tariff if stored else None
