"""Put risks on the register, rate them anew with the reason kept, close them and open them again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.held_rows import held
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.risk_rating import rating_faults
from markets.fees.domain.overtaken import overtaken
from markets.models import MarketRisk, RiskChange
from markets.options.domain.risk_register import RiskSide, seeded
from markets.options.queries import risks_for
from markets.permissions import can_write_options

KIND = "risk"
MOST = 500
CROWDED = Refusal(f"There are {MOST} risks already. Close those that are over.")
FIRST_RATING = 3
# Seeded lines that speak of the project rather than of the service.
OF_THE_PROJECT = ("delivery",)


@dataclass(frozen=True, slots=True)
class RiskTerms:
    """What a risk says; a sign without a measure is watched by people alone."""

    side: str
    title: str
    owner: str
    likelihood: int
    impact: int
    mitigation: str
    first_sign: str
    measure: str = ""
    sign_rule: str = ""
    threshold: Decimal | None = None


@transaction.atomic
def add(*, by: Context, told: RiskTerms, key: UUID | None = None) -> MarketRisk | Refusal | None:
    if not can_write_options(by):
        return None
    take_turn(f"risks {by.authority_id}")
    if found := made_before(risks_for(by, with_closed=True), key):
        return found
    if risks_for(by, with_closed=True).count() >= MOST:
        return CROWDED
    if faults := rating_faults(told.likelihood, told.impact):
        return Refusal(" ".join(faults))
    return _added(by, told, key)


def _added(by: Context, told: RiskTerms, key: UUID | None = None) -> MarketRisk:
    now = timezone.now()
    row = MarketRisk.objects.create(
        id=key or uuid4(), authority_id=by.own_authority, changed_at=now, changed_by_id=by.person_id, **asdict(told)
    )
    _note(by, row, "Put on the register")
    audit.record_on(row, by=by, verb="risk.added", kind=KIND, words=row.title)
    return row


@transaction.atomic
def begin_register(*, by: Context) -> int | None:
    """Put the risks on an empty register with which such a change usually begins, each to be rated by the council."""
    if not can_write_options(by):
        return None
    take_turn(f"risks {by.authority_id}")
    if risks_for(by, with_closed=True).exists():
        return 0
    for line in seeded("risk"):
        side = RiskSide.PROJECT if line.key.startswith(OF_THE_PROJECT) else RiskSide.SERVICE
        words = RiskTerms(side.value, line.text, "", FIRST_RATING, FIRST_RATING, "", line.first_sign)
        _added(by, words)
    return len(seeded("risk"))


@transaction.atomic
def change(*, by: Context, risk_id: UUID, edition: int, told: RiskTerms, why: str) -> MarketRisk | Refusal | None:
    """Keep what a risk says now; what it was rated before stays in its history."""
    row = held(risks_for(by, with_closed=True), risk_id) if can_write_options(by) else None
    if row is None:
        return None
    if row.edition != edition:
        return overtaken(row.title, row.changed_by.full_name)
    if faults := rating_faults(told.likelihood, told.impact):
        return Refusal(" ".join(faults))
    for name, value in asdict(told).items():
        setattr(row, name, value)
    return _kept(by, row, why or "Changed", "risk.changed")


@transaction.atomic
def set_closed(*, by: Context, risk_id: UUID, is_closed: bool) -> MarketRisk | None:
    """Close a risk that is over, or open it again; it stays on the register."""
    row = held(risks_for(by, with_closed=True), risk_id) if can_write_options(by) else None
    if row is None or (row.closed_at is not None) == is_closed:
        return row
    row.closed_at = timezone.now() if is_closed else None
    return _kept(by, row, "Closed" if is_closed else "Opened again", "risk.closed" if is_closed else "risk.opened")


def _kept(by: Context, row: MarketRisk, words: str, verb: str) -> MarketRisk:
    row.edition, row.changed_at, row.changed_by_id = row.edition + 1, timezone.now(), by.person_id
    row.save()
    _note(by, row, words)
    audit.record_on(row, by=by, verb=verb, kind=KIND, words=row.title)
    return row


def _note(by: Context, row: MarketRisk, words: str) -> None:
    RiskChange.objects.create(
        authority_id=row.authority_id, risk=row, likelihood=row.likelihood, impact=row.impact, words=words[:300],
        changed_at=row.changed_at, changed_by_id=by.person_id,
    )  # fmt: skip


def terms_of(row: MarketRisk) -> Mapping[str, object]:
    return {each.name: getattr(row, each.name) for each in fields(RiskTerms)}
