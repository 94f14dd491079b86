"""Queries of what is published: the only ones that ask for nobody, so that everybody gets the same answer."""

from uuid import UUID

from django.db.models import Q, QuerySet

from reports.domain.release_states import OUT, ReleaseState
from reports.models import Release, WithdrawalNotice


def published_releases(exercise_id: UUID | None = None) -> QuerySet[Release]:
    """Return what is out, for publication, of exercises with a public page; the newest first."""
    states = [state.value for state in OUT]
    rows = Release.objects.filter(for_publication=True, state__in=states, exercise__has_public_page=True)
    rows = rows.filter(exercise_id=exercise_id) if exercise_id else rows
    return rows.select_related("exercise", "authority").order_by("authority__name", "exercise__name", "-number")


def published_exercises(words: str = "") -> QuerySet[Release]:
    """Return the releases that stand, by council; those of councils and exercises in whose name ``words`` are."""
    rows = published_releases().filter(state=ReleaseState.RELEASED)
    return rows.filter(_named(words)) if words else rows


def standing_of(exercise_id: UUID) -> Release | None:
    return published_releases(exercise_id).filter(state=ReleaseState.RELEASED).first()


def published_release(exercise_id: UUID, number: int) -> Release | None:
    return published_releases(exercise_id).filter(number=number).first()


def notices_of(exercise_id: UUID, number: int | None = None) -> QuerySet[WithdrawalNotice]:
    """Return what stands in the place of releases that were withdrawn; the newest first."""
    rows = WithdrawalNotice.objects.filter(exercise_id=exercise_id, exercise__has_public_page=True)
    rows = rows if number is None else rows.filter(number=number)
    return rows.select_related("exercise", "authority").order_by("-withdrawn_at")


def _named(words: str) -> Q:
    return Q(authority__name__icontains=words) | Q(exercise__name__icontains=words)
