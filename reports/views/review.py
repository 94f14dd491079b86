"""Pages of releases as the independent team sees them: drafting, reviewing, approving, sending back."""

from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from register.lookups import chosen_exercise
from reports import queries
from reports.actions import releases
from reports.domain.comparison import compared, in_words
from reports.domain.policy import PROTECTED, policy_known_as
from reports.domain.preview_page import FIXED, preview_page, warning_while_open
from reports.domain.release_page import release_page
from reports.domain.release_preview import digest_of
from reports.domain.release_states import OUT, ReleaseState
from reports.forms.releases import RejectForm
from reports.justification.domain.words import LABELS
from reports.models import Release
from reports.permissions import (
    can_calculate,
    needs_another_approval,
    why_not_approve,
    why_not_withdraw,
)
from reports.views.lookups import (
    draft_or_404,
    form_of,
    list_of,
    team_or_404,
)
from reports.views.release_drafts import release_numbers

A_PAGE = 25


def release_list(request: HttpRequest) -> HttpResponse:
    context = team_or_404(request)
    exercises = queries.exercises_for(context)
    exercise = chosen_exercise(exercises, request.GET.get("exercise", ""))
    rows = queries.releases_for(context, exercise.id) if exercise else []
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    shown = {"exercises": exercises, "exercise": exercise, "page": page, "may_switch": can_calculate(context)}
    return render(request, "reports/release_list.html", shown)


def release_detail(request: HttpRequest, release_id: UUID) -> HttpResponse:
    context, release = team_or_404(request), draft_or_404(request, release_id)
    form, found = form_of(release), queries.review_of(context, release)
    is_waiting, numbers = release.state == ReleaseState.DRAFTED, release_numbers(context, release)
    page = {
        "back_url": list_of("release_list", release.exercise_id),
        "release": release,
        "unit": form.cost_unit,
        "columns": release_page(
            form,
            release.table,
            headline=release.exercise.headline,
            policy=policy_known_as(release.policy_version, release.policy_sha256) or PROTECTED,
            reasons=found.reasons if found else {},
            numbers=numbers,
        ),
        "preview": preview_page(form, found.preview, numbers) if found else None,
        "fixed": FIXED,
        "while_open": _while_open(release) if is_waiting else "",
        "equal": _equal(release, found.equal_to_one_return if found else []),
        "since_the_last": _since_the_last(context, release),
        "report_words": [(LABELS[f"{name}_words"], words) for name, words in release.report_words.items()],
        "is_waiting": is_waiting,
        "why_not": why_not_approve(context, release) if is_waiting else "",
        "one_more": needs_another_approval(release),
        "is_out": release.state in OUT,
        "why_not_withdraw": why_not_withdraw(context, release),
    }
    return render(request, "reports/release_detail.html", page)


def release_approve(request: HttpRequest, release_id: UUID) -> HttpResponse:
    context, release = team_or_404(request), draft_or_404(request, release_id)
    because = why_not_approve(context, release)
    if request.method == "POST":
        done = releases.approve(by=context, release_id=release.id)
        if isinstance(done, Refusal) and release.approved_by_id == context.person_id and release.state in OUT:
            done = release  # a double click, or a second tab: it is what they asked for
        _say(request, done, _approved(release))
        return redirect("reports:release_detail", release.id)
    if because:
        messages.error(request, because)
        return redirect("reports:release_detail", release.id)
    page = {
        "release": release,
        "one_more": needs_another_approval(release),
        "withdrawn": queries.withdrawn_releases_of(context, release.calculation),
        "while_open": _while_open(release),
        "digest": digest_of(release.table),
    }
    return render(request, "reports/release_approve.html", page)


def release_reject(request: HttpRequest, release_id: UUID) -> HttpResponse:
    context, release = team_or_404(request), draft_or_404(request, release_id)
    if release.state != ReleaseState.DRAFTED:
        messages.error(
            request, f"Release {release.number} no longer waits for approval: {release.get_state_display()}."
        )
        return redirect("reports:release_detail", release.id)
    form = RejectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = releases.reject(by=context, release_id=release.id, reason=form.cleaned_data["reason"])
        _say(request, done, "The draft was sent back.")
        return redirect("reports:release_detail", release.id)
    return render(request, "reports/release_reject.html", {"release": release, "form": form})


def _while_open(release: Release) -> str:
    """Return the warning that the exercise is still open, for a release that is to be published."""
    if not release.for_publication:
        return ""
    return warning_while_open(release.exercise.closes_on, timezone.localdate(), PROTECTED)


def _approved(release: Release) -> str:
    return "This release is approved and out." if release.for_publication else "This table is approved."


def _say(request: HttpRequest, done: Release | Refusal | None, words: str) -> None:
    if isinstance(done, Release):
        waits = done.state == ReleaseState.DRAFTED
        messages.success(request, "Approved. One more person has to approve this table." if waits else words)
    else:
        messages.error(request, done.because if done else "This is not yours to decide.")


def _equal(release: Release, equal: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the cells that equal one return's figure, those of a line of a column together."""
    form, found = form_of(release), groupby(equal, key=itemgetter("column", "line"))
    labels = {line.key: line.label for line in form.lines}
    columns = {column.key: f"{column.label}, " for column in form.columns} if len(form.columns) > 1 else {}
    return [
        {"label": f"{columns.get(column, '')}{labels.get(line, line)}", "cells": list(cells)}
        for (column, line), cells in found
    ]


def _since_the_last(context: Context, release: Release) -> dict[str, Any] | None:
    """Return what has changed since the release that this one replaces; None for the first."""
    before = release.supersedes
    if before is None:
        return None
    form, headline = form_of(release), release.exercise.headline
    both = (queries.calculated(context, one.calculation) for one in (before, release))
    old, new = before.table["table"], release.table["table"]
    moved = sum(new[column][line] != old.get(column, {}).get(line) for column in new for line in new[column])
    return {"before": before, "words": in_words(compared(form, *both, headline), headline), "moved": moved}
