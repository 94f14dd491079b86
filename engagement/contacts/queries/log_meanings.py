"""Queries of what the words of old logs mean to one side, and a log as read with them."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.domain.context import Context
from engagement.contacts.domain.log_file.plan import LogPlan, plan_log
from engagement.contacts.domain.log_words.file_questions import Answers
from engagement.contacts.domain.log_words.interpretation import Basis, Interpretation, interpret
from engagement.contacts.domain.log_words.raw_log import RawLog
from engagement.contacts.queries.log_imports import known_log
from engagement.domain.owner_team import OwnerTeam, side_of
from engagement.models import LogImport, LogMeaning
from engagement.permissions import can_log
from register import queries as register


def log_meanings(context: Context | None, search: str = "") -> QuerySet[LogMeaning]:
    """Return what the asker's side has said that words mean, in its own authority."""
    rows = LogMeaning.objects.select_related("by")
    if context is None or not can_log(context):
        return rows.none()
    rows = rows.filter(authority_id=context.own_authority, side=side_of(context))
    if not search:
        return rows
    return rows.filter(Q(says__icontains=search) | Q(label__icontains=search))


def log_meaning_for(context: Context | None, meaning_id: UUID) -> LogMeaning | None:
    return log_meanings(context).filter(id=meaning_id).first()


def answers_kept(context: Context | None) -> Answers:
    return {
        (kind, word): meaning for kind, word, meaning in log_meanings(context).values_list("kind", "word", "meaning")
    }


def location_ids(context: Context | None, exercise_id: UUID) -> dict[str, str]:
    """Return the CQC IDs of an exercise's locations, by themselves in small letters."""
    ids = register.reached(context, exercise_id).values_list("location__cqc_location_id", flat=True)
    return {cqc.casefold(): cqc for cqc in ids}


def interpreted(context: Context | None, row: LogImport, raw: RawLog) -> tuple[Interpretation, LogPlan]:
    """Return a log as read with the words that are kept, and what would be entered: nothing while there is to ask."""
    known = known_log(context, row.exercise_id, OwnerTeam(row.side))
    cells, left_out = row.corrections.get("cells", {}), row.corrections.get("left_out", [])
    basis = Basis(
        known=known,
        answers=answers_kept(context),
        today=timezone.localdate(),
        exercise=str(row.exercise_id),
        opens_on=row.exercise.opens_on,
        corrections={int(number): given for number, given in cells.items()},
        left_out=frozenset(left_out),
        asks_each=bool(row.corrections.get("asks_each")),
    )
    found = interpret(raw, basis)
    return found, LogPlan() if found.questions else plan_log(found.log, known)
