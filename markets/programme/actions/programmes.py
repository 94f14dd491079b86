"""Begin a programme over a frozen zone plan, plan its phases and add-ons, name providers, freeze, copy, throw away."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
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
from markets.models import MarketProgramme
from markets.permissions import can_look_after_tables
from markets.programme.domain.add_ons import TickedAddOn
from markets.programme.domain.phases import (
    ProgrammePhase,
    next_key,
    phase_faults,
    phases_in,
    with_phase,
    zones_left_out,
)
from markets.programme.queries import frozen_appraisals, frozen_plans, programmes_for, zones_of

KIND = "programme"
MOST, MOST_NAMED = 100, 200
CROWDED = Refusal(f"There are {MOST} programmes already. Throw away what is no longer needed.")
FROZEN = Refusal("This programme is frozen and its plan never changes. Copy it, and change the copy.")
NOT_FROZEN = Refusal("This zone plan is not frozen or no longer there. Freeze it first, or choose another.")
NO_APPRAISAL = Refusal("This appraisal is not frozen or no longer there. Choose another, or none.")


@transaction.atomic
def begin(
    *, by: Context, name: str, zone_plan_id: UUID, appraisal_id: UUID | None = None, key: UUID | None = None
) -> MarketProgramme | Refusal | None:
    """Begin a programme without phases."""
    if not can_look_after_tables(by):
        return None
    take_turn(f"programmes {by.authority_id}")
    if found := made_before(programmes_for(by), key):
        return found
    if str(zone_plan_id) not in frozen_plans(by):
        return NOT_FROZEN
    if appraisal_id is not None and str(appraisal_id) not in frozen_appraisals(by):
        return NO_APPRAISAL
    return _made(by, MarketProgramme(name=name, zone_plan_id=zone_plan_id, appraisal_id=appraisal_id), key)


@transaction.atomic
def copy(*, by: Context, programme_id: UUID, key: UUID | None = None) -> MarketProgramme | Refusal | None:
    """Begin anew with the phases, add-ons and providers of another, without what clients chose or were asked."""
    row = programmes_for(by).filter(id=programme_id).first() if can_look_after_tables(by) else None
    if row is None:
        return None
    if found := made_before(programmes_for(by), key):
        return found
    made = MarketProgramme(
        name=f"{row.name[:105]} (copy)", zone_plan_id=row.zone_plan_id, appraisal_id=row.appraisal_id,
        phases=row.phases, add_ons=row.add_ons, providers=row.providers,
    )  # fmt: skip
    return _made(by, made, key)


def _made(by: Context, row: MarketProgramme, key: UUID | None) -> MarketProgramme | Refusal:
    if programmes_for(by).count() >= MOST:
        return CROWDED
    row.id, row.authority_id = key or uuid4(), by.own_authority
    row.changed_at, row.changed_by_id = timezone.now(), by.person_id
    row.save(force_insert=True)
    audit.record_on(row, by=by, verb="programme.begun", kind=KIND, words=row.name)
    return row


@transaction.atomic
def keep_phase(
    *, by: Context, programme_id: UUID, edition: int, phase: ProgrammePhase
) -> MarketProgramme | Refusal | None:
    """Keep a phase; one without a key is a new one."""
    row = _changing(by, programme_id, edition)
    if not isinstance(row, MarketProgramme):
        return row
    phases = phases_in(row.phases)
    if phase.key and phase.key not in {one.key for one in phases}:
        return None
    phase = phase if phase.key else replace(phase, key=next_key(phases))
    if faults := phase_faults(phases, phase, zones_of(row)):
        return Refusal(" ".join(faults))
    row.phases = [one.row for one in phases_in([each.row for each in with_phase(phases, phase)])]
    return _kept(by, row, "programme.phased")


@transaction.atomic
def take_phase_out(*, by: Context, programme_id: UUID, edition: int, phase: str) -> MarketProgramme | Refusal | None:
    row = _changing(by, programme_id, edition)
    if not isinstance(row, MarketProgramme):
        return row
    row.phases = [one for one in row.phases if one["key"] != phase]
    return _kept(by, row, "programme.phased")


@transaction.atomic
def keep_add_ons(
    *, by: Context, programme_id: UUID, edition: int, ticked: Sequence[TickedAddOn]
) -> MarketProgramme | Refusal | None:
    row = _changing(by, programme_id, edition)
    if not isinstance(row, MarketProgramme):
        return row
    row.add_ons = [one.row for one in ticked]
    return _kept(by, row, "programme.add_ons_kept")


@transaction.atomic
def name_providers(
    *, by: Context, programme_id: UUID, edition: int, zone: str, providers: Collection[str]
) -> MarketProgramme | Refusal | None:
    """Keep which providers are to work in a zone once its phase is over."""
    row = _changing(by, programme_id, edition)
    if not isinstance(row, MarketProgramme):
        return row
    if zone not in zones_of(row):
        return None
    row.providers = {**row.providers, zone: sorted(set(providers))[:MOST_NAMED]}
    return _kept(by, row, "programme.providers_named")


@transaction.atomic
def freeze(*, by: Context, programme_id: UUID, edition: int) -> MarketProgramme | Refusal | None:
    """Freeze a programme in which nothing is missing; clients go on choosing, and are counted."""
    row = _changing(by, programme_id, edition)
    if not isinstance(row, MarketProgramme):
        return row
    if missing := what_is_missing(row):
        return Refusal(" ".join(missing))
    row.frozen_at, row.digest = timezone.now(), digest_of(row)
    return _kept(by, row, "programme.frozen")


def what_is_missing(row: MarketProgramme) -> list[str]:
    """Return in sentences what stands against freezing."""
    zones = zones_of(row)
    left = zones_left_out(phases_in(row.phases), zones)
    unnamed = [zone for zone in zones if not row.providers.get(zone)]
    found = [f"In no phase: {', '.join(left)}."] if left else []
    return [*found, f"No provider is named for: {', '.join(unnamed)}."] if unnamed else found


def digest_of(row: MarketProgramme) -> str:
    """Return the digest over plan, appraisal, phases, add-ons and providers."""
    document = [
        row.name, str(row.zone_plan_id), row.zone_plan.digest, str(row.appraisal_id), row.phases, row.add_ons,
        row.providers,
    ]  # fmt: skip
    return sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def throw_away(*, by: Context, programme_id: UUID) -> str | Refusal | None:
    """Delete a programme that is not frozen, with what clients chose and were asked, and return its name."""
    row = _changing(by, programme_id, None)
    if not isinstance(row, MarketProgramme):
        return row
    audit.record_on(row, by=by, verb="programme.thrown_away", kind=KIND, words=row.name)
    row.delete()
    return row.name


def _changing(by: Context, programme_id: UUID, edition: int | None) -> MarketProgramme | Refusal | None:
    row = held(programmes_for(by), programme_id) if can_look_after_tables(by) else None
    if row is None:
        return None
    if row.frozen_at is not None:
        return FROZEN
    return row if edition in (None, row.edition) else overtaken(row.name, row.changed_by.full_name)


def _kept(by: Context, row: MarketProgramme, verb: str) -> MarketProgramme:
    row.edition, row.changed_at, row.changed_by_id = row.edition + 1, timezone.now(), by.person_id
    row.save()
    audit.record_on(row, by=by, verb=verb, kind=KIND, words=row.name)
    return row
