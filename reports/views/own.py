"""The page of a provider's own costs beside the released medians, or of why there is nothing to compare yet."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.lookups import or_404
from costing.figure_words import day_in_words
from costing.serialisation import costs_from
from register.permissions import last_day
from reports import queries
from reports.domain.own_costs import own_columns
from reports.domain.policy import PROTECTED
from reports.models import Release
from reports.views.lookups import form_of
from reports.views.withdrawals import in_words
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
        form = form_of(release)
        page |= {"unit": form.cost_unit, "columns": _columns(submission, release)}
    return render(request, "reports/comparison.html", page)


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
