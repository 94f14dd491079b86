"""Begin or go on with a return: tell whether it may be changed now, lock its row, and give the next number."""

from datetime import date, datetime

from django.utils import timezone

from accounts.domain.refusal import Refusal
from accounts.kept_rows import FIRST_ID, KeptRows
from register.permissions import last_day
from register.queries import Participation
from submissions.domain import return_refusals
from submissions.domain.states import Move, ReturnState
from submissions.models import Return, Version


def unfit(participation: Participation, today: date) -> Refusal | None:
    """Tell why nothing can be handed in for a location on a day; None if it can."""
    if participation.eligibility != Participation.Eligibility.IN_SCOPE:
        return Refusal(f"{participation.location_name} is not asked for a return in this exercise.")
    return return_refusals.closed(participation.exercise.opens_on, last_day(participation), today)


def locked_return(participation: Participation, now: datetime) -> Return:
    """Return the location's return, locked, and make it if needed: a double click, and two colleagues, wait in line."""
    begun = _BEGUN.one(participation.id)
    if begun is not None:
        return begun
    submission, _ = Return.objects.get_or_create(
        participation=participation,
        defaults={
            "exercise_id": participation.exercise_id,
            "authority_id": participation.authority_id,
            "provider_id": participation.provider_id,
            "state": ReturnState.IN_PROGRESS,
            "changed_at": now,
        },
    )
    return Return.objects.select_for_update().get(id=submission.id)


_BEGUN: KeptRows[Return] = KeptRows(
    lambda participation_id: Return.objects.select_for_update().filter(participation_id=participation_id).order_by(),
    FIRST_ID,
)


def cannot_save(participation: Participation) -> Refusal | None:
    """Tell why an online return cannot be changed today, whoever asks; None if it can."""
    submission = getattr(participation, "submission", None)
    state = ReturnState(submission.state) if submission else ReturnState.NOT_STARTED
    return unfit(participation, timezone.localdate()) or return_refusals.forbidden(state, Move.SAVE)


def next_number(submission: Return) -> int:
    """Return the next number of a return; versions and files share one sequence, in the order of receipt."""
    return number_after(submission.uploads.values_list("number", flat=True).first() or 0, submission)


def number_after(newest_file: int, submission: Return) -> int:
    """Return the next number where that of the newest file is known."""
    return max(newest_file, _NEWEST_NUMBER.one(submission.id) or 0) + 1


_NEWEST_NUMBER: KeptRows[int] = KeptRows(
    lambda return_id: Version.objects.filter(submission_id=return_id).values_list("number", flat=True)[:1], FIRST_ID
)
