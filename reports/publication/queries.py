"""Queries of what is published: the only ones that ask for nobody, so that everybody gets the same answer."""

from uuid import UUID

from django.db.models import Q, QuerySet

from reports.domain.release_states import ReleaseState
from reports.models import Release

# What an approved release may become; a draft, or one that was sent back, is nobody's but the team's.
WITHDRAWN = "withdrawn"
PUBLISHED = ("released", "superseded", WITHDRAWN)


def published_releases(exercise_id: UUID | None = None) -> QuerySet[Release]:
    """Return what is out, for publication, of exercises with a public page; the newest first."""
    rows = Release.objects.filter(for_publication=True, state__in=PUBLISHED, exercise__has_public_page=True)
    rows = rows.filter(exercise_id=exercise_id) if exercise_id else rows
    return rows.select_related("exercise", "authority").order_by("authority__name", "exercise__name", "-number")


def published_exercises(words: str = "") -> QuerySet[Release]:
    """Return the releases that stand, by council; those of councils and exercises in whose name ``words`` are."""
    rows = published_releases().filter(state=ReleaseState.RELEASED)
    return rows.filter(_named(words)) if words else rows


def standing_of(exercise_id: UUID) -> Release | None:
    """Return the release that stands; if all were withdrawn, the last of them."""
    rows = published_releases(exercise_id)
    return rows.filter(state=ReleaseState.RELEASED).first() or rows.first()


def published_release(exercise_id: UUID, number: int) -> Release | None:
    return published_releases(exercise_id).filter(number=number).first()


def _named(words: str) -> Q:
    return Q(authority__name__icontains=words) | Q(exercise__name__icontains=words)
