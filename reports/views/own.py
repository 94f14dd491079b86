"""The page of a provider's own costs beside the released medians, or of why there is nothing to compare yet."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.lookups import or_404
from costing.figure_words import day_in_words
from costing.serialisation import costs_from
from register.permissions import last_day
from reports import queries
from reports.domain.inputs import ReturnInputs
from reports.domain.own_costs import own_columns
from reports.domain.own_file import HEADS, own_file_rows
from reports.domain.own_measures import own_measures
from reports.domain.policy import PROTECTED
from reports.domain.subgroups import breakdown_of
from reports.domain.supporting_information import appointments_in, asked_in
from reports.models import Release
from reports.views.lookups import form_of
from reports.views.withdrawals import in_words
from spreadsheets.table_files import CONTENT_TYPES, table_file
from submissions import queries as submissions

_ASKED = (
    f"Figures are released only where returns of at least {PROTECTED.min_owners} owners stand behind them, "
    "and after two people of the independent team have agreed to them."
)

_AGAIN = "The figures that had been released are no longer to be used. When others are released you get an email."


@require_safe
def comparison(request: HttpRequest, return_id: UUID) -> HttpResponse:
    context = request.context
    submission = or_404(submissions.return_for(context, return_id) if context and context.is_provider else None)
    release = queries.public_releases_for(context).filter(exercise_id=submission.exercise_id).first()
    notice = queries.withdrawal_notices_for(context).filter(exercise_id=submission.exercise_id).first()
    why_not = f"{in_words(notice)} {_AGAIN}" if notice and release is None else _why_not(submission, release)
    page = {"submission": submission, "release": release, "why_not": why_not}
    if release is not None and not why_not:
        page |= _beside(submission, release)
    return render(request, "reports/comparison.html", page)


@require_safe
def comparison_file(request: HttpRequest, return_id: UUID, kind: str) -> HttpResponse:
    """Return the same as a file, for the provider alone."""
    context = request.context
    submission = or_404(submissions.return_for(context, return_id) if context and context.is_provider else None)
    release = or_404(queries.public_releases_for(context).filter(exercise_id=submission.exercise_id).first())
    if _why_not(submission, release):
        raise Http404
    beside = _beside(submission, release)
    rows = own_file_rows(beside["columns"], beside["measures"], beside["unit"])
    mark = f"Own figures of {submission.participation.location_name} beside {release.exercise.name}, release "
    data = table_file(kind, "Beside the market", f"{mark}{release.number}. Not for others.", HEADS, rows)
    name = slugify(f"own figures beside {release.exercise.name} release {release.number}")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, CONTENT_TYPES[kind], headers=headers)


def _beside(submission: Any, release: Release) -> dict[str, Any]:
    form, own = form_of(release), _own(submission)
    return {
        "unit": form.cost_unit,
        "columns": _columns(submission, release),
        "measures": own_measures(form, release.table, own) if own else (),
    }


def _own(submission: Any) -> ReturnInputs | None:
    """Return the own return as a release would use it, with its groups as the council's list has them."""
    version, asked = submission.current, submission.participation
    costs = costs_from(version.costs)
    if costs is None:
        return None
    answers = {key: answer["value"] for key, answer in version.answers.items()}
    return ReturnInputs(
        version=str(version.id),
        location=asked.location.cqc_location_id,
        owner="",
        costs=costs,
        asked=asked_in(version.form_service, answers),
        breakdown=breakdown_of(asked.zone, asked.size_band, asked.is_contracted),
        appointments=appointments_in(version.form_service, answers),
    )


def _columns(submission: Any, release: Release) -> Any:
    costs = costs_from(submission.current.costs)
    return own_columns(form_of(release), release.table, costs) if costs else ()


def _why_not(submission: Any, release: Release | None) -> str:
    """Return the first reason why there is nothing to compare; blank if there is something."""
    if release is None:
        return f"Nothing has been released for this exercise yet.{_when(submission)} {_ASKED} You get an email then."
    if submission.current is None or submission.current.costs is None:
        return "Your own return could not be costed yet: put right what was found in it, then come back."
    if not _columns(submission, release):
        return "Nothing was released for the kind of care that your return has costs of. " + _ASKED
    return ""


def _when(submission: Any) -> str:
    closes = last_day(submission.participation)
    return f" It is open until {day_in_words(closes)}." if closes >= timezone.localdate() else ""
