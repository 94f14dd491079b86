"""How often each check of an exercise fires and what comes of it, as a page and as a file."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from register.permissions import can_judge_scope
from register.queries import Exercise
from spreadsheets.table_files import CONTENT_TYPES, table_file
from submissions.peers import queries as peers
from submissions.peers.domain.check_effects import CheckEffect
from submissions.peers.domain.check_words import check_in_words
from submissions.peers.views.lookups import crumbs_of, team_exercise_or_404
from submissions.views.team_files import as_team_file

ORDERS = ("code", "fired", "corrected", "explained", "gone", "standing")
HEADS = ("Check", "What for", "Returns", "Corrected", "Explained", "Gone with another change", "Standing")


@require_safe
def check_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Show the checks that fired; those that fire most often first unless another order is asked for."""
    context, exercise, _ = team_exercise_or_404(request, exercise_id)
    found = in_order(peers.effects_of_checks(context, exercise), request.GET.get("sort", ""))
    page = {
        "exercise": exercise,
        "effects": [(one, check_in_words(exercise.service, one.code)) for one in found],
        "crumbs": crumbs_of(exercise)[:1],
        "sets_ranges": can_judge_scope(context, exercise),
    }
    return render(request, "submissions/peers/check_list.html", page)


@require_safe
def check_file(request: HttpRequest, exercise_id: UUID, kind: str) -> HttpResponse:
    context, exercise, _ = team_exercise_or_404(request, exercise_id)
    if kind not in CONTENT_TYPES:
        raise Http404
    rows = _rows(exercise, in_order(peers.effects_of_checks(context, exercise), request.GET.get("sort", "")))
    mark = f"{exercise.name}: what the checks found. For the independent team."
    return as_team_file(table_file(kind, "Checks", mark, HEADS, rows), "checks", kind)


def in_order(effects: Iterable[CheckEffect], sort: str) -> list[CheckEffect]:
    """Return them in the order of a column, falling where it begins with a minus; by code where it is unknown."""
    name = sort.lstrip("-")
    if name not in ORDERS:
        return sorted(effects, key=lambda one: (-one.fired, one.code))
    found = sorted(effects, key=lambda one: (getattr(one, name), one.code))
    return found[::-1] if sort.startswith("-") else found


def _rows(exercise: Exercise, effects: Iterable[CheckEffect]) -> list[tuple[str | int, ...]]:
    return [
        (one.code, check_in_words(exercise.service, one.code), *(getattr(one, name) for name in ORDERS[1:]))
        for one in effects
    ]
