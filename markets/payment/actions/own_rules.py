"""Keep and throw away payment rules of an authority's own."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.models import OwnPaymentRule
from markets.payment.queries import own_rules
from markets.permissions import can_use_payment_lab

KIND = "payment rule"
MOST_RULES_KEPT = 100
CROWDED = f"There are {MOST_RULES_KEPT} rules of your own already. Throw away those that you need no longer."


@transaction.atomic
def keep_rule(
    *, by: Context, label: str, cells: Mapping[str, str], key: UUID | None = None
) -> OwnPaymentRule | Refusal | None:
    """Keep a rule that was read and makes sense; None if the asker may not."""
    if not can_use_payment_lab(by):
        return None
    if found := made_before(own_rules(by), key):
        return found
    if own_rules(by).count() >= MOST_RULES_KEPT:
        return Refusal(CROWDED)
    row = OwnPaymentRule.objects.create(
        id=key or uuid4(),
        authority_id=by.own_authority,
        label=label,
        cells=dict(cells),
        made_at=timezone.now(),
        made_by_id=by.person_id,
    )
    audit.record_on(row, by=by, verb="kept a payment rule", kind=KIND, words=label)
    return row


@transaction.atomic
def throw_rule_away(*, by: Context, rule_id: UUID) -> str | None:
    """Delete a rule and return its name; runs that were kept with it hold it themselves."""
    row = own_rules(by).filter(id=rule_id).first()
    if row is None:
        return None
    audit.record_on(row, by=by, verb="threw a payment rule away", kind=KIND, words=row.label)
    row.delete()
    return row.label
