"""Draw up who takes part in an exercise, mark locations as not relevant, and give them longer."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal, no_words
from costing.figure_words import day_in_words
from costing.forms import CURRENT
from register import queries
from register.actions import exercises, participation_mails
from register.domain import participation_mails as mails
from register.domain.exercise_rules import extension_fault
from register.domain.scope import drawing_up
from register.models import Exercise, Location, Participation
from register.permissions import can_give_longer, can_judge_scope, can_run_exercise

LONGEST_REASON = 300
NOT_FOR_THE_COUNCIL = Refusal(
    "You work for the council as well, which does not see who has longer. Ask an analyst or another administrator."
)
Outcome = Participation | Refusal | None


@dataclass(frozen=True)
class Drawn:
    """The result of drawing up: new locations, how many took part before, and those that are no longer in scope."""

    new: list[Location]
    already: int
    beyond: list[Location]


def scope_of(*, by: Context, exercise: Exercise) -> Drawn | None:
    """Preview drawing up without changing anything; None if the asker may not run the exercise."""
    return _drawn(exercise) if can_run_exercise(by, exercise) else None


def _drawn(exercise: Exercise) -> Drawn:
    locations = Location.objects.select_related("provider", "provider__owner").filter(authority=exercise.authority)
    by_id = {each.cqc_location_id: each for each in locations.order_by("name", "id")}
    asked = exercise.participations.select_related("location")
    taking_part = {each.location.cqc_location_id: each.location for each in asked}
    drawn = drawing_up(exercise.service, by_id, taking_part)
    return Drawn(
        new=[by_id[key] for key in drawn.new],
        already=len(drawn.already),
        beyond=[taking_part[key] for key in drawn.beyond],
    )


@transaction.atomic
def draw_up(*, by: Context, exercise_id: UUID) -> Drawn | Refusal | None:
    """Add the locations in scope that do not take part yet; nobody is taken out. None if the asker may not run it."""
    exercise = queries.exercise_for(by, exercise_id)
    if exercise is None or not can_run_exercise(by, exercise):
        return None
    exercise = Exercise.objects.select_for_update().get(id=exercise.id)
    drawn = _drawn(exercise)
    if not drawn.new:
        return Refusal("Every location in scope takes part already.")
    Participation.objects.bulk_create(_participation(exercise, location) for location in drawn.new)
    exercises.record_on(exercise, by=by, verb="drew up who takes part")
    return drawn


def _participation(exercise: Exercise, location: Location) -> Participation:
    """Return a new participation with provider and owner as they are now.

    Beds are a home's weight until the council's list says otherwise.
    """
    return Participation(
        exercise=exercise,
        authority_id=exercise.authority_id,
        location=location,
        provider=location.provider,
        owner=location.provider.owner,
        location_name=location.name,
        provider_name=location.provider.name,
        weight=location.beds if CURRENT[exercise.service].weight == "beds" else None,
    )


@transaction.atomic
def mark_not_relevant(*, by: Context, participation_id: UUID, reason: str, tells: bool = True) -> Outcome:
    """Take a location out of the exercise, with the reason. If it may have a return, use ``submissions.actions.scope``.

    ``tells`` is False where the provider hears of it in another way, as it asked for this.
    """
    asked = _judged(by, participation_id)
    if asked is None:
        return None
    refusal = no_words(reason, "Say why this location is not relevant.")
    if refusal:
        return refusal
    asked.eligibility = Participation.Eligibility.NOT_RELEVANT
    asked.eligibility_reason = " ".join(reason.split())[:LONGEST_REASON]
    if tells:
        participation_mails.tell(asked, mails.not_asked(asked.location_name))
    return _saved(by, asked, "marked a location not relevant")


@transaction.atomic
def mark_in_scope(*, by: Context, participation_id: UUID) -> Outcome:
    asked = _judged(by, participation_id)
    if asked is None:
        return None
    asked.eligibility, asked.eligibility_reason = Participation.Eligibility.IN_SCOPE, ""
    participation_mails.tell(asked, mails.asked_again(asked.location_name))
    return _saved(by, asked, "put a location back in scope")


def _judged(by: Context, participation_id: UUID) -> Participation | None:
    asked = queries.asked_location_for(by, participation_id)
    return asked if asked is not None and can_judge_scope(by, asked.exercise) else None


@transaction.atomic
def give_longer(*, by: Context, participation_id: UUID, until: date, reason: str) -> Outcome:
    """Extend a location's deadline to the end of the day ``until``, UK time, and keep the reason."""
    asked = queries.asked_location_for(by, participation_id)
    if asked is None or not can_give_longer(by, asked.exercise):
        return None
    if not queries.sees_last_days(by, asked.exercise):
        return NOT_FOR_THE_COUNCIL
    fault = extension_fault(asked.exercise.closes_on, until, timezone.localdate())
    refusal = Refusal(fault) if fault else no_words(reason, "Say why this location has longer.")
    if refusal:
        return refusal
    asked.extended_until, asked.extension_reason = until, " ".join(reason.split())[:LONGEST_REASON]
    participation_mails.tell(asked, mails.longer(asked.location_name, until))
    return _saved(by, asked, "gave a location longer", f"until {day_in_words(until)}")


def _saved(by: Context, asked: Participation, verb: str, words: str = "") -> Participation:
    asked.save(update_fields=["eligibility", "eligibility_reason", "extended_until", "extension_reason"])
    audit.record_on(
        asked, by=by, verb=verb, kind="participation", words=", ".join(filter(None, (asked.location_name, words)))
    )
    return asked
