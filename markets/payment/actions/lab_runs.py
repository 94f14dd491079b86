"""Keep a run of the payment lab, share it with the providers that it speaks of, and take it back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.held_rows import held
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.models import PaymentEffect, PaymentRun, VisitRun
from markets.payment.domain.lab_document import document_digest
from markets.payment.domain.lab_result import LabLevel, lines_of_json
from markets.payment.queries import PAYMENT, payment_run_for, runs_kept
from markets.permissions import can_use_payment_lab
from markets.profiles.actions.shared_mails import tell_providers
from markets.profiles.domain.shared_mails import payment_mail
from register import queries as register

KIND = "payment run"
MOST_RUNS = 200
CROWDED = f"There are {MOST_RUNS} runs already. Throw away those that you need no longer."
SHARED = Refusal("It is shared. Take it back before you throw it away.")


@transaction.atomic
def keep_run(
    *, by: Context, name: str, document: Mapping[str, Any], key: UUID | None = None
) -> PaymentRun | Refusal | None:
    """Keep what the lab came to as it is, with a digest; it never changes. None if the asker may not."""
    if not can_use_payment_lab(by):
        return None
    if found := made_before(runs_kept(by), key):
        return found
    if runs_kept(by).count() >= MOST_RUNS:
        return Refusal(CROWDED)
    row = PaymentRun.objects.create(
        id=key or uuid4(),
        authority_id=by.own_authority,
        name=name,
        document=dict(document),
        digest=document_digest(document),
        made_at=timezone.now(),
        made_by_id=by.person_id,
    )
    audit.record_on(row, by=by, verb="froze a payment run", kind=KIND, words=name)
    return row


@transaction.atomic
def share_run(*, by: Context, run_id: UUID) -> PaymentRun | None:
    """Show each provider what the run does to its own locations; sharing twice is sharing once.

    Providers are written to as it is first shared: it says the same when it was taken back and is shared again.
    """
    row = _locked(by, run_id)
    if row is None or row.shared_at is not None:
        return row
    now = timezone.now()
    row.shared_at, row.shared_by_id = now, by.person_id
    effects = PaymentEffect.objects.bulk_create(_effects(row, now))
    if row.told_at is None and effects:
        row.told_at = now
        _tell(row, {effect.provider_id for effect in effects})
    row.save(update_fields=["shared_at", "shared_by", "told_at"])
    audit.record_on(row, by=by, verb="shared a payment run", kind=KIND, words=row.name)
    return row


@transaction.atomic
def take_run_back(*, by: Context, run_id: UUID) -> PaymentRun | None:
    """Show no provider any longer what the run does to it."""
    row = _locked(by, run_id)
    if row is None or row.shared_at is None:
        return row
    PaymentEffect.objects.filter(run=row).delete()
    row.shared_at = row.shared_by = None
    row.save(update_fields=["shared_at", "shared_by"])
    audit.record_on(row, by=by, verb="took a payment run back", kind=KIND, words=row.name)
    return row


@transaction.atomic
def throw_run_away(*, by: Context, run_id: UUID) -> str | Refusal | None:
    """Delete a run that no provider sees, with what a worker was asked, and return its name."""
    row = _locked(by, run_id)
    if row is None:
        return None
    if row.shared_at is not None:
        return SHARED
    audit.record_on(row, by=by, verb="threw a payment run away", kind=KIND, words=row.name)
    VisitRun.objects.filter(id=row.id, kind=PAYMENT).delete()
    row.delete()
    return row.name


def _locked(by: Context, run_id: UUID) -> PaymentRun | None:
    if not can_use_payment_lab(by) or payment_run_for(by, run_id) is None:
        return None
    return held(runs_kept(by), run_id)


def _tell(row: PaymentRun, provider_ids: set[UUID]) -> None:
    tell_providers(
        payment_mail(row.authority.name),
        provider_ids,
        authority_id=row.authority_id,
        subject_id=row.id,
        page="markets:own_payment_effects",
    )


def _effects(row: PaymentRun, shared_at: datetime) -> list[PaymentEffect]:
    """Return a row a location of the register, with its own line and nothing of others."""
    lines = {line.ref: line for line in lines_of_json(row.document["lines"]) if line.level is LabLevel.PROVIDER}
    places = register.places_by_id([UUID(ref) for ref in lines])
    rules = [{"label": rule["label"]} for rule in row.document["rules"]]
    told = {"name": row.name, "rules": rules, "unit": row.document.get("unit", "visit")}
    told |= {name: row.document[name] for name in ("first", "last")}
    return [
        PaymentEffect(
            run=row,
            authority_id=row.authority_id,
            provider_id=places[UUID(ref)].provider_id,
            location_id=UUID(ref),
            told={**told, "line": line.as_json},
            shared_at=shared_at,
        )
        for ref, line in lines.items()
        if UUID(ref) in places
    ]
