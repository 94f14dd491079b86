"""Pages to withdraw a release, and the notice that others read in its place."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from costing.figure_words import day_in_words
from reports import queries
from reports.actions import withdrawals
from reports.domain.withdrawal import sentence
from reports.forms.withdrawals import WithdrawalForm
from reports.models import Release, WithdrawalNotice
from reports.permissions import why_not_withdraw
from reports.views.lookups import draft_or_404, team_or_404

View = Callable[..., HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
def release_withdraw(request: HttpRequest, release_id: UUID) -> HttpResponse:
    context, release = team_or_404(request), draft_or_404(request, release_id)
    because, form = why_not_withdraw(context, release), WithdrawalForm(request.POST or None)
    if because:
        messages.error(request, because)
        return redirect("reports:release_detail", release.id)
    if request.method == "POST" and form.is_valid():
        done = withdrawals.withdraw(by=context, release_id=release.id, **form.cleaned_data)
        if isinstance(done, Release):
            messages.success(request, f"Release {done.number} is withdrawn. Nobody outside the team reads it any more.")
        else:
            messages.error(request, done.because if done else "This is not yours to decide.")
        return redirect("reports:release_detail", release.id)
    waiting = queries.waiting_draft(context, release.exercise_id)
    return render(request, "reports/release_withdraw.html", {"release": release, "form": form, "waiting": waiting})


def unless_withdrawn(view: View) -> View:
    """Show the notice in the place of a page or a file of a release that was withdrawn."""

    @wraps(view)
    def shown(request: HttpRequest, release_id: UUID, **options: Any) -> HttpResponse:
        notice = queries.withdrawal_notice_for(request.context, release_id)
        return view(request, release_id, **options) if notice is None else _notice_page(request, notice)

    return shown


def _notice_page(request: HttpRequest, notice: WithdrawalNotice) -> HttpResponse:
    rows = queries.public_releases_for(request.context).filter(exercise_id=notice.exercise_id)
    page = {"notice": notice, "sentence": in_words(notice), "standing": rows.filter(state="released").first()}
    return render(request, "reports/release_withdrawn.html", page)


def in_words(notice: WithdrawalNotice) -> str:
    return sentence(notice.because, day_in_words(localtime(notice.withdrawn_at).date()))
