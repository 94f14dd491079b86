"""Plan an evaluation, change it while it is a draft, begin it, plan its next version, and throw a draft away."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.held_rows import held
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal, no_words
from markets.evaluation.domain.evaluation_terms import (
    PlannedEvaluation,
    definitions,
    digest_of_document,
    judged_measures,
)
from markets.evaluation.queries import evaluations_for, later_version
from markets.fees.domain.overtaken import overtaken
from markets.models import MarketEvaluation
from markets.permissions import can_look_after_tables

KIND = "evaluation"
MOST = 200
CROWDED = Refusal(f"There are {MOST} evaluations already. Throw away drafts that are no longer needed.")
BEGUN = Refusal("This evaluation has begun and never changes. Plan a new version of it, and say why.")
NOT_BEGUN = Refusal("This evaluation has not begun: change it as it is.")
NO_MEASURE = Refusal("Choose at least one measure.")
HAS_LATER = Refusal("A later version takes the place of this one already. Change that one.")
NO_REASON = "Say in a sentence why there is a new version."


@transaction.atomic
def plan(*, by: Context, told: PlannedEvaluation, key: UUID | None = None) -> MarketEvaluation | Refusal | None:
    """Plan an evaluation as a draft; None if the asker does not look after the council's visits."""
    if not can_look_after_tables(by):
        return None
    take_turn(f"evaluations {by.authority_id}")
    if found := made_before(evaluations_for(by), key):
        return found
    return _made(by, told, key, None, "")


@transaction.atomic
def plan_version(
    *, by: Context, evaluation_id: UUID, told: PlannedEvaluation, why: str, key: UUID | None = None
) -> MarketEvaluation | Refusal | None:
    """Plan the next version of one that has begun; it stays as it is, and the sentence why stands on the new one."""
    if not can_look_after_tables(by):
        return None
    take_turn(f"evaluations {by.authority_id}")
    if found := made_before(evaluations_for(by), key):
        return found
    row = evaluations_for(by).filter(id=evaluation_id).first()
    if row is None:
        return None
    if row.begun_at is None:
        return NOT_BEGUN
    if later_version(row) is not None:
        return HAS_LATER
    return no_words(why, NO_REASON) or _made(by, told, key, row, why.strip())


def _made(
    by: Context, told: PlannedEvaluation, key: UUID | None, replaces: MarketEvaluation | None, why: str
) -> MarketEvaluation | Refusal:
    if evaluations_for(by).count() >= MOST:
        return CROWDED
    if not (measures := known(told.measures)):
        return NO_MEASURE
    row = MarketEvaluation.objects.create(
        id=key or uuid4(), authority_id=by.own_authority, name=told.name, what=told.what, change_on=told.change_on,
        weeks=told.weeks, measures=measures, number=replaces.number + 1 if replaces else 1, replaces=replaces, why=why,
        changed_at=timezone.now(), changed_by_id=by.person_id,
    )  # fmt: skip
    audit.record_on(row, by=by, verb="evaluation.planned", kind=KIND, words=told.name)
    return row


def known(measures: Iterable[str]) -> list[str]:
    """Return the chosen measures that there are, in the order of the catalogue."""
    chosen = set(measures)
    return [key for key in judged_measures() if key in chosen]


@transaction.atomic
def change(
    *, by: Context, evaluation_id: UUID, edition: int, told: PlannedEvaluation
) -> MarketEvaluation | Refusal | None:
    """Change a draft."""
    row = _draft(by, evaluation_id, edition)
    if not isinstance(row, MarketEvaluation):
        return row
    if not (measures := known(told.measures)):
        return NO_MEASURE
    row.name, row.what, row.change_on, row.weeks = told.name, told.what, told.change_on, told.weeks
    row.measures = measures
    return _kept(by, row, "evaluation.changed")


@transaction.atomic
def begin(*, by: Context, evaluation_id: UUID, edition: int) -> MarketEvaluation | Refusal | None:
    """Begin an evaluation: its definitions are frozen with a digest, and it never changes from then on."""
    row = _draft(by, evaluation_id, edition)
    if not isinstance(row, MarketEvaluation):
        return row
    row.definitions = definitions(row.name, row.what, row.change_on, row.weeks, row.measures)
    row.begun_at, row.digest = timezone.now(), digest_of_document(row.definitions)
    return _kept(by, row, "evaluation.begun")


@transaction.atomic
def throw_away(*, by: Context, evaluation_id: UUID) -> str | Refusal | None:
    """Delete a draft, and return its name."""
    row = _draft(by, evaluation_id, None)
    if not isinstance(row, MarketEvaluation):
        return row
    audit.record_on(row, by=by, verb="evaluation.thrown_away", kind=KIND, words=row.name)
    row.delete()
    return row.name


def _draft(by: Context, evaluation_id: UUID, edition: int | None) -> MarketEvaluation | Refusal | None:
    row = held(evaluations_for(by), evaluation_id) if can_look_after_tables(by) else None
    if row is None:
        return None
    if row.begun_at is not None:
        return BEGUN
    return row if edition in (None, row.edition) else overtaken(row.name, row.changed_by.full_name)


def _kept(by: Context, row: MarketEvaluation, verb: str) -> MarketEvaluation:
    row.edition, row.changed_at, row.changed_by_id = row.edition + 1, timezone.now(), by.person_id
    row.save()
    audit.record_on(row, by=by, verb=verb, kind=KIND, words=row.name)
    return row
