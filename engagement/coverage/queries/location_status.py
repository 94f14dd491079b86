"""Query the status of every location of an exercise, in a handful of database queries however large the market is."""

from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from engagement.contacts.domain.vocabulary import Topic
from engagement.contacts.queries.counts import touches_in
from engagement.coverage.domain.location_status import AskedLocation, LocationStatus, Touches
from engagement.coverage.domain.location_status_list import Stands, stands
from engagement.coverage.domain.outcome_names import LocationOutcome
from engagement.coverage.domain.outcomes import Outstanding
from engagement.models import ContactNote, OutcomeOverride, OverrideReason, Standard
from engagement.permissions import can_log, is_of_the_team
from register import queries as register
from register.queries import Exercise, Participation
from submissions import queries as submissions
from submissions.domain.states import ReturnState
from submissions.queries import ReturnProgress

ASKED = (
    "location_name",
    "provider_id",
    "provider_name",
    "eligibility",
    "eligibility_reason",
    "weight",
    "zone",
    "size_band",
    "is_contracted",
    "extended_until",
    "extension_reason",
)


def standing_of(context: Context | None, asked: Participation) -> Stands | None:
    """Return the status of one location, the same for its own page and the dashboard."""
    facts = facts_about(context, asked)
    return stands(facts, owed_in(context, asked.exercise_id)) if facts else None


def owed_in(context: Context | None, exercise_id: UUID) -> Outstanding:
    """Return the exercise's own standard, or three e-mails and three calls."""
    if context is None or not can_log(context):
        return Outstanding()
    row = Standard.objects.filter(exercise_id=exercise_id, authority_id=context.own_authority).first()
    return Outstanding(row.emails, row.calls) if row else Outstanding()


def market(
    context: Context | None,
    exercise_id: UUID,
    participation_id: UUID | None = None,
    exercise: Exercise | None = None,
) -> list[LocationStatus]:
    """Return every location asked, by name, or one of them; for the council no return is usable and no draft begun.

    ``exercise`` is that of the id, if the caller has read it already for the same asker.
    """
    if context is None or not can_log(context):
        return []
    asked = register.reached(context, exercise_id).select_related(None).order_by("location_name", "id")
    asked = asked.filter(id=participation_id) if participation_id else asked
    touches, given = touches_in(context, exercise_id, participation_id), _given(context, exercise_id)
    progress = submissions.progress_in(context, exercise_id)
    closes_on = exercise.closes_on if exercise else _closes_on(context, exercise_id)
    rows = [SimpleNamespace(**row) for row in asked.values("id", *ASKED)]  # models cost half of a page of 1,000
    for one in () if is_of_the_team(context) else rows:
        hide_longer(context, one, progress.get(one.id))
    return [
        _facts(place_of(one, closes_on), touches.get(one.id), progress.get(one.id), given.get(one.id)) for one in rows
    ]


def hide_longer(context: Context | None, asked: Any, seen: ReturnProgress | None) -> None:
    """Take the later last day from a location whose return is in, before the council sees it; nothing is saved."""
    if seen and seen.received_at and not is_of_the_team(context):
        asked.extended_until, asked.extension_reason = None, ""


def facts_about(context: Context | None, asked: Participation) -> LocationStatus | None:
    """Return the facts of one location in the same way as the dashboard's; ``asked`` is then as they may see it."""
    hide_longer(context, asked, submissions.progress_in(context, asked.exercise_id).get(asked.id))
    return next(iter(market(context, asked.exercise_id, asked.id)), None)


def given_longer(context: Context | None, exercise_id: UUID) -> QuerySet[Participation]:
    """Return the locations with a later last day, the next to end first.

    For the council without those whose return is in: one that has longer nevertheless was sent back.
    """
    rows = register.reached(context, exercise_id).filter(extended_until__isnull=False)
    if not is_of_the_team(context):
        progress = submissions.progress_in(context, exercise_id)
        rows = rows.exclude(id__in=[key for key, row in progress.items() if row.received_at])
    return rows.order_by("extended_until", "location_name", "id")


def _closes_on(context: Context, exercise_id: UUID) -> date | None:
    exercise = register.exercise_for(context, exercise_id)
    return exercise.closes_on if exercise else None


def place_of(asked: Any, closes_on: date | None) -> AskedLocation:
    longer = asked.extended_until
    return AskedLocation(
        participation_id=asked.id,
        name=asked.location_name,
        provider_id=asked.provider_id,
        provider_name=asked.provider_name,
        is_relevant=asked.eligibility == "in_scope",
        not_relevant_because=asked.eligibility_reason,
        weight=asked.weight,
        zone=asked.zone,
        size_band=asked.size_band,
        is_contracted=asked.is_contracted,
        last_day=max(longer, closes_on) if longer and closes_on else longer or closes_on,
    )


def _facts(
    place: AskedLocation,
    touches: Touches | None,
    seen: ReturnProgress | None,
    given: tuple[LocationOutcome, str] | None,
) -> LocationStatus:
    outcome, because = given or (None, "")
    return LocationStatus(
        place=place,
        touches=touches or Touches(),
        used_at=seen.used_at if seen else None,
        received_at=seen.received_at if seen else None,
        is_usable=bool(seen and seen.state == ReturnState.ACCEPTED),
        answers=seen.answered if seen else None,
        last_used_at=seen.last_used_at if seen else None,
        given=outcome,
        given_because=because,
    )


def _given(context: Context, exercise_id: UUID) -> dict[UUID, tuple[LocationOutcome, str]]:
    """Return the outcomes that people gave; reasons only for the team, as they are its notes."""
    rows = OutcomeOverride.objects.filter(
        exercise_id=exercise_id, authority_id=context.own_authority, ended_at__isnull=True
    )
    reasons: dict[UUID, str] = {}
    if is_of_the_team(context):
        reasons = dict(OverrideReason.objects.filter(override__in=rows).values_list("override_id", "words"))
    return {row.participation_id: (LocationOutcome(row.outcome), reasons.get(row.id, "")) for row in rows}


def topics_in(context: Context | None, exercise_id: UUID, participation_ids: Iterable[UUID]) -> dict[Topic, set[UUID]]:
    """Return which of these locations each topic came up with, for the team: topics are part of its notes."""
    found: dict[Topic, set[UUID]] = {}
    if context is None or not is_of_the_team(context):
        return found
    wanted = set(participation_ids)
    rows = ContactNote.objects.filter(
        exercise_id=exercise_id, authority_id=context.own_authority, contact__withdrawn_at__isnull=True
    ).exclude(topics=[])
    for topics, which in rows.values_list("topics", "contact__about__participation_id"):
        for topic in topics if which in wanted else ():
            found.setdefault(Topic(topic), set()).add(which)
    return found


def outcomes_given(context: Context | None, asked: Participation) -> QuerySet[OutcomeOverride]:
    """Return all outcomes that were ever given to a location, the newest first."""
    if context is None or not can_log(context):
        return OutcomeOverride.objects.none()
    return OutcomeOverride.objects.filter(participation=asked, authority_id=context.own_authority).order_by("-given_at")
