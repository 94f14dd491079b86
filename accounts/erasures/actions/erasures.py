"""Ask for an erasure, consent to it as a second administrator, or take it back."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import administrators, audit, task_queue
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.erasures.actions import erasure_mails
from accounts.erasures.domain.erasure_mails import is_taken_back, waits_for_consent
from accounts.erasures.domain.states import OPEN, ErasureKind, ErasureState
from accounts.erasures.queries import why_not_consent_to
from accounts.models import Erasure, Role
from accounts.permissions import can_administer

ERASE = "costofcare.tasks.erase"
_NOT_YOURS = Refusal("Only administrators erase.")
_OVER = Refusal("This erasure does not wait for anybody any more.")


def ask(*, by: Context, kind: ErasureKind, subject_id: UUID, reference: str = "") -> Erasure | Refusal:
    """Ask for an erasure; nothing is erased before another administrator has consented."""
    if not can_administer(by):
        return _NOT_YOURS
    if kind == ErasureKind.PERSON and (refusal := _still_needed(subject_id)):
        return refusal
    try:
        with transaction.atomic():
            made = Erasure.objects.create(
                kind=kind, subject_id=subject_id, reference=reference, asked_at=timezone.now(), asked_by_id=by.person_id
            )
            _record(by, "asked for an erasure", made)
            erasure_mails.tell_others(waits_for_consent(kind, by.person_name), made, but=by.person_id)
    except IntegrityError:
        return Refusal("An erasure of the same has been asked for already.")
    return made


def _still_needed(person_id: UUID) -> Refusal | None:
    is_administrator = Role.objects.filter(person_id=person_id, name=RoleName.ADMINISTRATOR, ended_at=None).exists()
    return administrators.too_few_without(person_id) if is_administrator else None


@transaction.atomic
def consent(*, by: Context, erasure_id: UUID) -> Erasure | Refusal:
    """Consent as the second administrator; a worker begins when this is committed."""
    row = Erasure.objects.select_for_update().filter(id=erasure_id, state=ErasureState.ASKED).first()
    if row is None:
        return _OVER
    if because := why_not_consent_to(by, row):
        return Refusal(because)
    if row.kind == ErasureKind.PERSON and (refusal := _still_needed(row.subject_id)):
        return refusal
    row.state, row.consented_by_id, row.consented_at = ErasureState.CONSENTED, by.person_id, timezone.now()
    row.save(update_fields=["state", "consented_by", "consented_at"])
    _record(by, "consented to an erasure", row)
    task_queue.nudge_when_committed(ERASE, row.id)
    return row


@transaction.atomic
def take_back(*, by: Context, erasure_id: UUID) -> Erasure | Refusal:
    """Take back what nobody has consented to yet."""
    if not can_administer(by):
        return _NOT_YOURS
    row = Erasure.objects.select_for_update().filter(id=erasure_id, state=ErasureState.ASKED).first()
    if row is None:
        return _OVER
    row.state = ErasureState.TAKEN_BACK
    row.save(update_fields=["state"])
    _record(by, "took back an erasure", row)
    erasure_mails.tell_those_of(is_taken_back(ErasureKind(row.kind), by.person_name), row)
    return row


@transaction.atomic
def again(*, kind: ErasureKind, subject_id: UUID) -> Erasure:
    """Begin an erasure of before once more, for the server alone: a backup brought back what was erased."""
    open_ones = Erasure.objects.filter(subject_id=subject_id, state__in=OPEN)
    row = open_ones.first() or Erasure(kind=kind, subject_id=subject_id, asked_at=timezone.now())
    row.state, row.step, row.claimed_at = ErasureState.CONSENTED, 0, None
    row.save()
    _record(None, "replayed an erasure", row)
    return row


def _record(by: Context | None, verb: str, row: Erasure) -> None:
    """Record it with ids alone: the trail keeps no name of what is erased."""
    audit.record(by=by, verb=verb, kind=f"erasure of a {row.kind}", id=row.subject_id)
