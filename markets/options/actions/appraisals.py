"""Begin an appraisal, set its weights before any score, score, freeze and copy it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.held_rows import held
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.fees.domain.overtaken import overtaken
from markets.models import AppraisalScore, OptionsAppraisal
from markets.options.domain.appraisal import OptionScore, ranked, score_faults, weight_faults
from markets.options.domain.appraisal_terms import NamedLine, lines_of
from markets.options.queries import appraisals_for, figures_to_rest_on, scores_by_cell, scores_of
from markets.permissions import can_write_options

KIND = "options appraisal"
MOST = 200
CROWDED = Refusal(f"There are {MOST} appraisals already. Throw away what is no longer needed.")
FROZEN = Refusal("This appraisal is frozen and never changes. Copy it, and change the copy.")
NO_WEIGHTS = Refusal("Set the weights first: they are set before anybody scores, so that no score bends them.")
SCORED = Refusal("Scores are given already, so the weights stand. Copy the appraisal to weigh it anew.")
NOT_WHOLE = Refusal("A score is missing. Score every option by every criterion that weighs something, then freeze.")
NO_FIGURE = Refusal("This figure is not frozen or no longer there. Choose another.")


@dataclass(frozen=True, slots=True)
class NewAppraisal:
    name: str
    question: str
    options: tuple[NamedLine, ...]
    criteria: tuple[NamedLine, ...]


@transaction.atomic
def begin(*, by: Context, told: NewAppraisal, key: UUID | None = None) -> OptionsAppraisal | Refusal | None:
    """Begin an appraisal without weights and scores."""
    if not can_write_options(by):
        return None
    take_turn(f"appraisals {by.authority_id}")
    if found := made_before(appraisals_for(by), key):
        return found
    return _made(by, key, told.name, told.question, told.options, told.criteria)


@transaction.atomic
def copy(*, by: Context, appraisal_id: UUID, key: UUID | None = None) -> OptionsAppraisal | Refusal | None:
    """Begin anew with the options and criteria of another, without its weights and scores."""
    row = appraisals_for(by).filter(id=appraisal_id).first() if can_write_options(by) else None
    if row is None:
        return None
    if found := made_before(appraisals_for(by), key):
        return found
    name = f"{row.name[:105]} (copy)"
    return _made(by, key, name, row.question, lines_of(row.options), lines_of(row.criteria))


def _made(
    by: Context, key: UUID | None, name: str, question: str, options: Sequence[NamedLine], criteria: Sequence[NamedLine]
) -> OptionsAppraisal | Refusal:
    if appraisals_for(by).count() >= MOST:
        return CROWDED
    row = OptionsAppraisal.objects.create(
        id=key or uuid4(), authority_id=by.own_authority, name=name, question=question,
        options=[line.row for line in options], criteria=[line.row for line in criteria], changed_at=timezone.now(),
        changed_by_id=by.person_id,
    )  # fmt: skip
    audit.record_on(row, by=by, verb="appraisal.begun", kind=KIND, words=name)
    return row


@transaction.atomic
def set_weights(
    *, by: Context, appraisal_id: UUID, edition: int, weights: Mapping[str, int]
) -> OptionsAppraisal | Refusal | None:
    """Set what each criterion weighs, from 0 to 100; once a score is given they stand."""
    row = _changing(by, appraisal_id, edition)
    if not isinstance(row, OptionsAppraisal):
        return row
    if scores_of(by, row).exists():
        return SCORED
    known = {line.key: weights.get(line.key, 0) for line in lines_of(row.criteria)}
    if faults := weight_faults(known):
        return Refusal(" ".join(faults))
    row.weights, row.weights_set_at = known, timezone.now()
    return _kept(by, row, "appraisal.weighed")


@transaction.atomic
def score(
    *, by: Context, appraisal_id: UUID, option: str, criterion: str, given: OptionScore,
    scenario_id: UUID | None = None, payment_run_id: UUID | None = None,
) -> AppraisalScore | Refusal | None:  # fmt: skip
    """Give an option its score by one criterion, with a sentence and the frozen figure on which it rests, if any."""
    row = _changing(by, appraisal_id, None)
    if not isinstance(row, OptionsAppraisal):
        return row
    if row.weights_set_at is None:
        return NO_WEIGHTS
    if option not in {one["key"] for one in row.options} or criterion not in row.weights:
        return None
    if faults := score_faults(given):
        return Refusal(" ".join(faults))
    scenarios, runs = figures_to_rest_on(by)
    wanted = (scenario_id, {one.id for one in scenarios}), (payment_run_id, {one.id for one in runs})
    if any(figure and figure not in there for figure, there in wanted):
        return NO_FIGURE
    kept, _ = AppraisalScore.objects.update_or_create(
        appraisal=row, option=option, criterion=criterion,
        defaults={
            "authority_id": row.authority_id, "points": given.points, "reason": given.reason,
            "scenario_id": scenario_id, "payment_run_id": payment_run_id, "changed_at": timezone.now(),
            "changed_by_id": by.person_id,
        },
    )  # fmt: skip
    _kept(by, row, "appraisal.scored")
    return kept


@transaction.atomic
def freeze(*, by: Context, appraisal_id: UUID, edition: int) -> OptionsAppraisal | Refusal | None:
    """Freeze an appraisal in which nothing is missing, with a digest over all that it says."""
    row = _changing(by, appraisal_id, edition)
    if not isinstance(row, OptionsAppraisal):
        return row
    rows = scores_of(by, row)
    found = ranked([one["key"] for one in row.options], row.weights, scores_by_cell(rows))
    if row.weights_set_at is None or any(one.total is None for one in found):
        return NOT_WHOLE
    row.frozen_at, row.digest = timezone.now(), digest_of(row, list(rows))
    return _kept(by, row, "appraisal.frozen")


def digest_of(row: OptionsAppraisal, scores: Sequence[AppraisalScore]) -> str:
    """Return the digest over options, criteria, weights, and scores with their figures."""
    said = [
        [one.option, one.criterion, one.points, one.reason, str(one.scenario_id), str(one.payment_run_id)]
        for one in sorted(scores, key=lambda each: (each.option, each.criterion))
    ]
    document = [row.name, row.question, row.options, row.criteria, row.weights, said]
    return sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def throw_away(*, by: Context, appraisal_id: UUID) -> str | Refusal | None:
    """Delete an appraisal that is not frozen, with its scores, and return its name."""
    row = _changing(by, appraisal_id, None)
    if not isinstance(row, OptionsAppraisal):
        return row
    audit.record_on(row, by=by, verb="appraisal.thrown_away", kind=KIND, words=row.name)
    row.delete()
    return row.name


def _changing(by: Context, appraisal_id: UUID, edition: int | None) -> OptionsAppraisal | Refusal | None:
    row = held(appraisals_for(by), appraisal_id) if can_write_options(by) else None
    if row is None:
        return None
    if row.frozen_at is not None:
        return FROZEN
    return row if edition in (None, row.edition) else overtaken(row.name, row.changed_by.full_name)


def _kept(by: Context, row: OptionsAppraisal, verb: str) -> OptionsAppraisal:
    row.edition, row.changed_at, row.changed_by_id = row.edition + 1, timezone.now(), by.person_id
    row.save()
    audit.record_on(row, by=by, verb=verb, kind=KIND, words=row.name)
    return row
