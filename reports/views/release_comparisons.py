"""Two releases side by side: for the team with reasons, for others with what is public and nothing else."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.actions import audit
from accounts.domain.context import Context
from reports import queries
from reports.domain.comparison_file import comparison_csv
from reports.domain.release_comparison import ChangedSection, Reasons, comparison_rows, in_words, released_changes
from reports.domain.release_states import ReleaseState
from reports.models import Release
from reports.permissions import is_team
from reports.views.lookups import draft_or_404, form_of, public_release_or_404
from reports.views.release_drafts import release_numbers

CSV = "text/csv; charset=utf-8"
ONLY_TEAM = "For the independent team only: with the reasons of hidden cells"


@require_safe
def release_compare(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Compare a release with another of its exercise: the one before it, unless another is chosen."""
    then, now, others = _both(request, release_id)
    page: dict[str, Any] = {"release": now, "others": others, "team": is_team(request.context)}
    if then is not None:
        sections = _sections(request, then, now)
        page |= {
            "then": then,
            "sections": sections,
            "says": in_words(sections),
            "unit": form_of(now).cost_unit,
            "query": f"against={then.id}",
        }
    return render(request, "reports/release_compare.html", page)


@require_safe
def release_compare_file(request: HttpRequest, release_id: UUID) -> HttpResponse:
    then, now, _ = _both(request, release_id)
    if then is None:
        raise Http404
    team = is_team(request.context)
    title = f"{now.exercise.name}: release {now.number} beside release {then.number}"
    about = [
        (title,),
        *([(ONLY_TEAM,)] if team else []),
        ("Unit", form_of(now).cost_unit),
        ("[c]", "withheld to protect providers"),
        (),
    ]
    text = comparison_csv(comparison_rows(_sections(request, then, now), about, team=team))
    name = f"releases-{then.number}-and-{now.number}"
    if team:
        about_it = {"kind": "release", "id": now.id, "exercise_id": now.exercise_id}
        audit.record(by=request.context, verb="downloaded", words=title, **about_it)
        name += "-for-the-independent-team"
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(text, CSV, headers=headers)


def _both(request: HttpRequest, release_id: UUID) -> tuple[Release | None, Release, list[Release]]:
    """Return the other release, None if there is none, the one that is asked for, and all that may be chosen."""
    team = is_team(request.context)
    now = draft_or_404(request, release_id) if team else public_release_or_404(request, release_id)
    others = [one for one in _seen_by(request.context, now) if one.id != now.id]
    wanted = request.GET.get("against", "")
    if wanted:
        chosen = next((one for one in others if str(one.id) == wanted), None)
        if chosen is None:
            raise Http404
        return chosen, now, others
    earlier = [one for one in others if one.number < now.number]
    return next(iter([*earlier, *others]), None), now, others


def _seen_by(context: Context | None, like: Release) -> list[Release]:
    rows = queries.releases_for(context) if is_team(context) else queries.public_releases_for(context)
    rows = rows.filter(exercise_id=like.exercise_id, for_publication=like.for_publication)
    return list(rows.exclude(state=ReleaseState.REJECTED).order_by("-number"))


def _sections(request: HttpRequest, then: Release, now: Release) -> tuple[ChangedSection, ...]:
    context = request.context
    if not is_team(context):
        return released_changes(form_of(now), then.table, now.table)
    numbers = release_numbers(context, now)
    reviews = [queries.review_of(context, one) for one in (then, now)]
    first, second = (Reasons(found.reasons if found else {}, numbers) for found in reviews)
    return released_changes(form_of(now), then.table, now.table, (first, second))
