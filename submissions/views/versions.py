"""Pages of what was kept of a return: two versions compared, a summary to print, and who has looked at it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from accounts.lookups import context_or_404
from costing.answer_sheets import answer_sheets
from costing.figure_words import moment_in_words
from costing.form import Form
from costing.forms import CURRENT, form_for
from costing.serialisation import answers_from, costs_from
from submissions import queries
from submissions.actions import returns
from submissions.domain.reasons import reason_label
from submissions.domain.states import ReturnState
from submissions.domain.version_comparison import answer_changes, cost_changes, finding_changes
from submissions.forms.returns import VersionsForm
from submissions.models import Return, Version
from submissions.views.findings import rates_of, table_of, tariff_of
from submissions.views.lookups import current_or_404, own_return_or_404, return_or_404


@require_safe
def compare(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Compare two versions, for the provider and the independent team; the last two if none are chosen."""
    context, submission = context_or_404(request), return_or_404(request, return_id)
    returns.note_view(by=context, submission=submission)
    kept = {version.number: version for version in queries.versions_of(context, submission)}
    page: dict[str, Any] = {"submission": submission, "back_url": _back_url(request, submission)}
    if len(kept) > 1:
        form = VersionsForm(_choices(kept), request.GET if "before" in request.GET else None, initial=_latest(kept))
        chosen = form.cleaned_data if form.is_valid() else _latest(kept)
        page |= {"form": form, **_compared(request, kept[int(chosen["before"])], kept[int(chosen["after"])])}
    return render(request, "submissions/versions.html", page)


def _choices(kept: dict[int, Version]) -> list[tuple[int, str]]:
    return [(number, f"{number}: {_when_and_who(version)}") for number, version in kept.items()]


def _when_and_who(version: Version) -> str:
    return f"{moment_in_words(localtime(version.created_at))}, {version.created_by.full_name}"


def _latest(kept: dict[int, Version]) -> dict[str, int]:
    after, before = sorted(kept, reverse=True)[:2]
    return {"before": before, "after": after}


def _compared(request: HttpRequest, before: Version, after: Version) -> dict[str, Any]:
    form = _form_of(after) or _form_of(before) or CURRENT[after.submission.exercise.service]
    found = (queries.findings_of(request.context, version) for version in (before, after))
    return {
        "before": before,
        "after": after,
        "unit": form.cost_unit,
        "sheets": answer_changes(form, _answers_of(before), _answers_of(after), (before.notes, after.notes)),
        "columns": cost_changes(form, costs_from(before.costs), costs_from(after.costs)),
        "findings": finding_changes(*found),
    }


def _form_of(version: Version) -> Form | None:
    return form_for(version.form_service, version.form_version)


def _answers_of(version: Version) -> Any:
    return answers_from(version.form_service, version.form_version, version.answers)


def _back_url(request: HttpRequest, submission: Return) -> str:
    if context_or_404(request).is_provider:
        return reverse("submissions:participation_detail", args=[submission.participation_id])
    return reverse("submissions:return_detail", args=[submission.id])


@require_safe
def summary(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Show all of the current version on one page, to print before it is signed and after."""
    submission = own_return_or_404(request, return_id)
    version = current_or_404(submission)
    form, answers = _form_of(version), _answers_of(version)
    page = {
        "submission": submission,
        "version": version,
        "upload": queries.uploads_of(request.context, submission).filter(version=version).first(),
        "is_signed": submission.state not in (ReturnState.NOT_STARTED, ReturnState.IN_PROGRESS),
        "sheets": answer_sheets(form, answers, version.notes) if form and answers else [],
        "table": table_of(version) if version.costs else None,
        "rates": rates_of(version) if version.costs else [],
        "tariff": tariff_of(version) if version.costs else None,
        "explanations": _explanations(request, submission),
    }
    return render(request, "submissions/summary.html", page)


def _explanations(request: HttpRequest, submission: Return) -> list[dict[str, Any]]:
    """Return the explanations that hold for the current version, each with its question."""
    waiting = {finding.id for finding in queries.still_to_explain(request.context, submission)}
    found = queries.findings_of(request.context, current_or_404(submission))
    labels = {(f.code, f.key): f.label or "The whole return" for f in found if f.id not in waiting}
    given = [one for one in queries.explanations_of(request.context, submission) if (one.code, one.key) in labels]
    return [
        {"label": labels[one.code, one.key], "reason": reason_label(one.code, one.reason), "given": one}
        for one in given
    ]


@require_safe
def looked_at(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Show the provider who else has looked at the return or opened its file, from the audit trail."""
    submission = own_return_or_404(request, return_id)
    page = {"submission": submission, "events": queries.looks_at(request.context, submission)}
    return render(request, "submissions/looked_at.html", page)
