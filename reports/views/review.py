"""Pages of releases as the independent team sees them: drafting, reviewing, approving, sending back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from register.lookups import chosen_exercise
from reports import queries
from reports.actions import releases
from reports.domain.comparison import compared, in_words
from reports.domain.policy import PROTECTED
from reports.domain.release_page import release_page
from reports.domain.release_states import OUT, ReleaseState
from reports.domain.release_words import policy_known_as
from reports.forms.releases import RejectForm
from reports.justification.domain.words import LABELS
from reports.models import Release
from reports.permissions import (
    can_draft,
    makes_exact_table,
    needs_another_approval,
    why_not_approve,
    why_not_withdraw,
)
from reports.views.lookups import (
    calculation_or_404,
    draft_or_404,
    form_of,
    list_of,
    team_or_404,
)

A_PAGE = 25


def release_list(request: HttpRequest) -> HttpResponse:
    context = team_or_404(request)
    exercises = queries.exercises_for(context)
    exercise = chosen_exercise(exercises, request.GET.get("exercise", ""))
    rows = queries.releases_for(context, exercise.id) if exercise else []
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/release_list.html", {"exercises": exercises, "exercise": exercise, "page": page})


def release_detail(request: HttpRequest, release_id: UUID) -> HttpResponse:
    context, release = team_or_404(request), draft_or_404(request, release_id)
    form, found = form_of(release), queries.review_of(context, release)
    is_waiting = release.state == ReleaseState.DRAFTED
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
            numbers=_numbers(context, release),
        ),
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


def release_draft(request: HttpRequest, calculation_id: UUID) -> HttpResponse:
    context, calculation = team_or_404(request), calculation_or_404(request, calculation_id)
    if not can_draft(context, calculation):
        raise Http404
    if request.method == "POST":
        made = releases.draft(by=context, calculation_id=calculation.id, exact=request.POST.get("table") == "exact")
        if isinstance(made, Release):
            messages.success(request, f"Release {made.number} is drafted. Someone else in the team has to approve it.")
            return redirect("reports:release_detail", made.id)
        messages.error(request, made.because if isinstance(made, Refusal) else "This cannot be drafted.")
        return redirect("reports:calculation_detail", calculation.id)
    page = {
        "calculation": calculation,
        "policy": PROTECTED,
        "makes_exact_table": makes_exact_table(calculation.exercise),
    }
    return render(request, "reports/release_draft.html", page)


def release_approve(request: HttpRequest, release_id: UUID) -> HttpResponse:
    context, release = team_or_404(request), draft_or_404(request, release_id)
    because = why_not_approve(context, release)
    if request.method == "POST":
        done = releases.approve(by=context, release_id=release.id)
        _say(request, done, _approved(release))
        return redirect("reports:release_detail", release.id)
    if because:
        messages.error(request, because)
        return redirect("reports:release_detail", release.id)
    page = {"release": release, "one_more": needs_another_approval(release)}
    return render(request, "reports/release_approve.html", page)


def release_reject(request: HttpRequest, release_id: UUID) -> HttpResponse:
    context, release = team_or_404(request), draft_or_404(request, release_id)
    if release.state != ReleaseState.DRAFTED:
        return redirect("reports:release_detail", release.id)
    form = RejectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = releases.reject(by=context, release_id=release.id, reason=form.cleaned_data["reason"])
        _say(request, done, "The draft was sent back.")
        return redirect("reports:release_detail", release.id)
    return render(request, "reports/release_reject.html", {"release": release, "form": form})


def _approved(release: Release) -> str:
    return "This release is approved and out." if release.for_publication else "This table is approved."


def _say(request: HttpRequest, done: Release | Refusal | None, words: str) -> None:
    if isinstance(done, Release):
        waits = done.state == ReleaseState.DRAFTED
        messages.success(request, "Approved. One more person has to approve this table." if waits else words)
    else:
        messages.error(request, done.because if done else "This is not yours to decide.")


def _numbers(context: Context, release: Release) -> dict[str, int]:
    """Return the numbers of earlier releases by id, to name the one that a figure was carried from."""
    earlier = queries.releases_for(context, release.exercise_id).order_by("number")
    return {str(release_id): number for release_id, number in earlier.values_list("id", "number")}


def _equal(release: Release, equal: list[dict[str, Any]]) -> list[dict[str, Any]]:
    labels = {line.key: line.label for line in form_of(release).lines}
    return [{**one, "label": labels.get(one["line"], one["line"])} for one in equal]


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
