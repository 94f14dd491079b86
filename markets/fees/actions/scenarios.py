"""Start, change, copy, freeze and throw away fee scenarios."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.held_rows import held
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.fees.domain.input_sources import Sources, hours_sources_after, sources_after
from markets.fees.domain.overtaken import overtaken
from markets.fees.domain.saved_scenario import digest_of, frozen_document, inputs_of, mark_of, to_keep
from markets.fees.queries import release_to_begin_from, scenario_for, scenarios_for
from markets.models import FeeScenario
from markets.permissions import can_change_scenario, can_use_fee_lab

MOST_SCENARIOS = 500
KIND = "fee scenario"
CROWDED = f"There are {MOST_SCENARIOS} scenarios already. Throw away what is no longer needed."
FROZEN = "This scenario is frozen and never changes. Copy it, and change the copy."


@transaction.atomic
def start(
    *,
    by: Context,
    name: str,
    inputs: Mapping[str, Any],
    sources: Sources | None = None,
    release_id: UUID | None = None,
    note: str = "",
    key: UUID | None = None,
) -> FeeScenario | Refusal | None:
    """Keep a new scenario; None if the asker may not. The same press of a button makes it once.

    ``sources`` say where its inputs come from; ``release_id`` is the release that it begins from, if any.
    """
    if not can_use_fee_lab(by) or (release_id and release_to_begin_from(by, release_id) is None):
        return None
    found = made_before(scenarios_for(by), key)
    return found or _made(
        by, key, name=name, inputs=to_keep(inputs), sources=sources or {}, release_id=release_id, note=note
    )


@transaction.atomic
def copy(*, by: Context, scenario_id: UUID, name: str, key: UUID | None = None) -> FeeScenario | Refusal | None:
    """Keep a copy under another name, to be changed; a frozen one's copy is not frozen."""
    row = scenario_for(by, scenario_id)
    if row is None:
        return None
    found = made_before(scenarios_for(by), key)
    kept = {
        field: getattr(row, field) for field in ("inputs", "council", "sources", "further", "charter", "release_id")
    }
    return found or _made(by, key, name=name, copied_from=row, **kept)


@transaction.atomic
def save(
    *, by: Context, scenario_id: UUID, edition: int, inputs: Mapping[str, Any], council: Mapping[str, Any], **words: str
) -> FeeScenario | Refusal | None:
    """Keep changed inputs, ``name`` and ``note``; refused if somebody else has changed it since ``edition``.

    What was changed is typed from now on; ``because`` says where it comes from.
    """
    row = to_change(by, scenario_id)
    if row is None or isinstance(row, Refusal):
        return row
    if row.edition != edition:
        return overtaken(row.name, row.changed_by.full_name)
    because = words.get("because", "")
    of_hours = hours_sources_after(row.council, council, row.sources, because)
    row.sources = sources_after(row.inputs, inputs, row.sources, because) | of_hours
    row.inputs, row.council, row.edition = to_keep(inputs), dict(council), row.edition + 1
    row.name, row.note = words.get("name", row.name), words.get("note", row.note)
    row.changed_at, row.changed_by_id = timezone.now(), by.person_id
    row.save()
    audit.record_on(row, by=by, verb="changed a fee scenario", kind=KIND, words=row.name)
    return row


@transaction.atomic
def freeze(*, by: Context, scenario_id: UUID, edition: int | None = None) -> FeeScenario | Refusal | None:
    """Freeze a scenario with what it comes to and a digest over both; it is never changed or deleted after.

    Refused if somebody has changed it since the ``edition`` that was looked at.
    """
    row = to_change(by, scenario_id)
    if row is None or isinstance(row, Refusal):
        return row
    if edition is not None and row.edition != edition:
        return overtaken(row.name, row.changed_by.full_name, "freeze it")
    inputs = inputs_of(row.inputs)
    if inputs is None:
        return Refusal("These inputs cannot be worked out as they are. Put them right and save before you freeze.")
    row.result = frozen_document(inputs)
    row.digest = digest_of(row.inputs, row.council, row.result)
    row.frozen_at, row.frozen_by_id = timezone.now(), by.person_id
    row.save()
    audit.record_on(row, by=by, verb="froze a fee scenario", kind=KIND, words=row.name)
    return row


@transaction.atomic
def throw_away(*, by: Context, scenario_id: UUID) -> str | Refusal | None:
    """Delete a scenario that is not frozen and return its name; copies of it stay."""
    row = to_change(by, scenario_id)
    if row is None or isinstance(row, Refusal):
        return row
    scenarios_for(by).filter(copied_from=row).update(copied_from=None)
    audit.record_on(row, by=by, verb="threw a fee scenario away", kind=KIND, words=row.name)
    row.delete()
    return row.name


def to_change(by: Context, scenario_id: UUID) -> FeeScenario | Refusal | None:
    """Return a scenario held for a change; refused if it is frozen, None if it is not the asker's."""
    row = held(scenarios_for(by), scenario_id)
    if row is None:
        return None
    return row if can_change_scenario(by, row) else Refusal(FROZEN)


def _made(by: Context, key: UUID | None, *, name: str, **kept: Any) -> FeeScenario | Refusal:
    if scenarios_for(by).count() >= MOST_SCENARIOS:
        return Refusal(CROWDED)
    now = timezone.now()
    row = FeeScenario.objects.create(
        id=key or uuid4(),
        authority_id=by.own_authority,
        name=name,
        made_at=now,
        made_by_id=by.person_id,
        changed_at=now,
        changed_by_id=by.person_id,
        **kept,
    )
    audit.record_on(row, by=by, verb="kept a fee scenario", kind=KIND, words=name)
    return row


@transaction.atomic
def keep_further(
    *, by: Context, scenario_id: UUID, part: str, typed: Mapping[str, str], seen: str | None = None
) -> FeeScenario | Refusal | None:
    """Keep what was typed on a further page of a scenario (``part``): ranges, budget, providers, special fees.

    Refused if somebody has changed that page since it had the mark that was ``seen``.
    """
    row = to_change(by, scenario_id)
    if row is None or isinstance(row, Refusal):
        return row
    if seen is not None and seen != mark_of(row.further.get(part)):
        return overtaken(row.name, row.changed_by.full_name)
    row.further = {**row.further, part: dict(typed)}
    row.changed_at, row.changed_by_id = timezone.now(), by.person_id
    row.save()
    audit.record_on(row, by=by, verb="changed a fee scenario", kind=KIND, words=f"{row.name}: {part}")
    return row
