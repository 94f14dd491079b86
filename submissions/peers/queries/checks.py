"""Queries of checks: the returns that bands are tried on, and what came of each check."""

from uuid import UUID

from django.db.models import Max, QuerySet

from accounts.domain.context import Context
from register.queries import Exercise
from submissions.models import Explanation, Return, Version, VersionFinding
from submissions.peers.domain.check_effects import CheckEffect, Firing, check_effects, versions_to_compare
from submissions.peers.queries.among_peers import IN
from submissions.queries.returns import readable, returns_for


def returns_to_try(context: Context | None, exercise: Exercise, most: int) -> list[Return]:
    """Return the returns that are in, with their answers; of more than ``most`` those that changed last."""
    if context is None or not context.reads_returns:
        return []
    rows = returns_for(context).filter(exercise=exercise, state__in=IN, current__isnull=False)
    return list(rows.select_related("participation__exercise").order_by("-changed_at", "id")[:most])


def effects_of_checks(context: Context | None, exercise: Exercise) -> list[CheckEffect]:
    """Return how often each check fired in the returns of an exercise, and what came of it."""
    if context is None or not context.reads_returns:
        return []
    about = ("version__submission_id", "version__number", "code", "key")
    found = readable(VersionFinding.objects.filter(exercise=exercise), context).order_by()
    firings = [Firing(*row) for row in found.values_list(*about).distinct()]
    versions = readable(Version.objects.filter(exercise=exercise), context).order_by()
    newest = dict(versions.values_list("submission_id").annotate(newest=Max("number")))
    given = readable(Explanation.objects.filter(exercise=exercise), context)
    explained = frozenset(given.values_list("submission_id", "code", "key"))
    return check_effects(firings, newest, _answers_of(versions, versions_to_compare(firings, newest)), explained)


def _answers_of(versions: QuerySet[Version], wanted: set[tuple[UUID, int]]) -> dict[tuple[UUID, int], dict[str, str]]:
    """Return the answers of some versions in their normal form; those of others are not loaded."""
    rows = versions.filter(submission_id__in={return_id for return_id, _ in wanted})
    keys = {(of, number): key for key, of, number in rows.values_list("id", "submission_id", "number")}
    chosen = {keys[each]: each for each in wanted if each in keys}
    found = versions.filter(id__in=chosen).values_list("id", "answers").iterator()
    return {chosen[key]: {name: one["value"] for name, one in answers.items()} for key, answers in found}
