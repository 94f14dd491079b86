"""What a regional lead sees of the authorities of the region: counts as everywhere, and releases that stand."""

from collections.abc import Iterator

from django.utils.timezone import localtime

from accounts.domain.context import Context
from costing.forms import form_for
from register import queries as register
from reports.models import Release
from reports.permissions import sees_region
from reports.queries.releases import standing_releases, withdrawn_without_another
from reports.region.domain.region_rows import RegionExercise, RegionRelease, region_release
from submissions import queries as submissions


def region_exercises(context: Context | None) -> list[RegionExercise]:
    """Return every exercise of the region, and every authority that has none; nothing for anybody but its lead."""
    if not sees_region(context):
        return []
    rows = list(_exercises(context))
    named = {one.authority for one in rows}
    without = (authority.name for authority in register.authorities_of_region(context))
    return [*rows, *(RegionExercise(name) for name in without if name not in named)]


def _exercises(context: Context | None) -> Iterator[RegionExercise]:
    standing = {one.exercise_id: one for one in standing_releases(context)}
    withdrawn = {one.exercise_id: localtime(one.withdrawn_at).date() for one in withdrawn_without_another(context)}
    for one in submissions.received_in_region(context):
        exercise, release = one.exercise, standing.get(one.exercise.id)
        yield RegionExercise(
            authority=exercise.authority.name,
            name=exercise.name,
            service=exercise.service,
            price_date=exercise.price_date,
            opens_on=exercise.opens_on,
            closes_on=exercise.closes_on,
            asked=one.asked,
            received=one.received,
            release=_release(release) if release else None,
            withdrawn_on=withdrawn.get(exercise.id),
        )


def _release(release: Release) -> RegionRelease | None:
    form = form_for(release.exercise.service, release.form_version)
    if form is None or release.approved_at is None:
        return None
    return region_release(form, release, localtime(release.approved_at).date())
