"""Queries of releases: all for the independent team; for others those that were released and may be published."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from reports.domain.release_states import OUT, ReleaseState
from reports.models import Calculation, Release, ReleaseReview, WithdrawalNotice
from reports.permissions import is_team, sees_released
from reports.queries.exercises import exercises_for

TEAM_ONLY = ("drafted_by", "approved_by", "first_approved_by", "rejected_by", "withdrawn_by", "calculation")


def releases_for(context: Context | None, exercise_id: UUID | None = None) -> QuerySet[Release]:
    """Return the releases in every state, for the team of the authority; the newest first."""
    if context is None or not is_team(context):
        return Release.objects.none()
    rows = Release.objects.filter(authority_id=context.own_authority).select_related(
        "exercise", "authority", *TEAM_ONLY
    )
    rows = rows.filter(exercise_id=exercise_id) if exercise_id else rows
    return rows.order_by("exercise__name", "-number")


def releases_that_are_out(context: Context | None, calculation: Calculation) -> QuerySet[Release]:
    """Return the releases of a calculation that were approved, for the team: those that documents are made of."""
    rows = releases_for(context, calculation.exercise_id)
    return rows.filter(calculation=calculation, state__in=[state.value for state in OUT])


def release_for(context: Context | None, release_id: UUID) -> Release | None:
    return releases_for(context).filter(id=release_id).first()


def public_releases_for(context: Context | None) -> QuerySet[Release]:
    """Return releases for councils and providers: a council also sees superseded ones, a provider only current ones.

    An administrator sees and exports those of every authority.
    A provider sees the releases of exercises that it takes part in.
    """
    if context is None or not sees_released(context):
        return Release.objects.none()
    rows = Release.objects.filter(for_publication=True).select_related("exercise", "authority")
    if context.is_provider:
        taking_part = [exercise.id for exercise in exercises_for(context)]
        rows = rows.filter(state=ReleaseState.RELEASED, exercise_id__in=taking_part)
    else:
        rows = rows.filter(state__in=[state.value for state in OUT])
        rows = rows if context.role == RoleName.ADMINISTRATOR else rows.filter(authority_id=context.own_authority)
    return rows.order_by("-approved_at", "-number")


def public_release_for(context: Context | None, release_id: UUID) -> Release | None:
    return public_releases_for(context).filter(id=release_id).first()


def standing_release(context: Context | None, like: Release) -> Release | None:
    """Return the current release that ``like`` replaces, or would replace: of its exercise and its kind."""
    rows = releases_for(context) if is_team(context) else public_releases_for(context)
    rows = rows.filter(exercise_id=like.exercise_id, for_publication=like.for_publication)
    return rows.filter(state=ReleaseState.RELEASED).first()


def waiting_draft(context: Context | None, exercise_id: UUID) -> Release | None:
    return releases_for(context, exercise_id).filter(state=ReleaseState.DRAFTED).first()


def review_of(context: Context | None, release: Release) -> ReleaseReview | None:
    if context is None or not is_team(context):
        return None
    return ReleaseReview.objects.filter(release=release, authority_id=context.own_authority).first()


def withdrawn_releases_of(context: Context | None, calculation: Calculation) -> QuerySet[Release]:
    """Return the releases of a calculation that were withdrawn, for the team: the newest first."""
    rows = releases_for(context, calculation.exercise_id)
    return rows.filter(calculation=calculation, state=ReleaseState.WITHDRAWN)


def withdrawal_notices_for(context: Context | None) -> QuerySet[WithdrawalNotice]:
    """Return what stands in the place of releases that were withdrawn, for those who could read them; newest first."""
    if context is None or not sees_released(context):
        return WithdrawalNotice.objects.none()
    rows = WithdrawalNotice.objects.select_related("exercise", "authority").order_by("-withdrawn_at")
    if context.is_provider:
        return rows.filter(was_standing=True, exercise_id__in=[exercise.id for exercise in exercises_for(context)])
    return rows if context.role == RoleName.ADMINISTRATOR else rows.filter(authority_id=context.own_authority)


def withdrawal_notice_for(context: Context | None, release_id: UUID) -> WithdrawalNotice | None:
    return withdrawal_notices_for(context).filter(release_id=release_id).first()


def withdrawn_without_another(context: Context | None) -> list[WithdrawalNotice]:
    """Return the newest notice of each exercise of which no release stands any more."""
    standing = set(
        public_releases_for(context).filter(state=ReleaseState.RELEASED).values_list("exercise_id", flat=True)
    )
    newest: dict[UUID, WithdrawalNotice] = {}
    for notice in withdrawal_notices_for(context):
        if notice.exercise_id not in standing:
            newest.setdefault(notice.exercise_id, notice)
    return list(newest.values())
