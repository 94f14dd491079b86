"""The preview of a plan as plain JSON: counts of everything, and enough examples to judge it by."""

from collections.abc import Mapping
from typing import Any

from register.domain.directory import Detail, Directory, Ratings
from register.domain.field_words import LABELS, count_in_words, value_in_words
from register.domain.import_plan import (
    ChangedRow,
    FieldChange,
    ImportPlan,
    NotListed,
    Thing,
)
from register.domain.known_register import KnownRegister
from register.domain.row_faults import Fault

EXAMPLES = 100
Document = dict[str, Any]


def preview_of(plan: ImportPlan, found: Directory | Ratings, known: KnownRegister) -> Document:
    changed, names = plan.changed_of(Thing.LOCATION), _names(plan, known)
    return {
        "layout": found.layout.value,
        "counts": {
            "new": len(plan.new_locations),
            "changed": len(changed),
            "not_listed": len(plan.not_listed),
            "unchanged": plan.unchanged,
            "new_providers": len(plan.new_providers),
            "changed_providers": len(plan.changed_of(Thing.PROVIDER)),
            "new_owners": len(plan.new_brands) + sum(each.brand is None for each in plan.new_providers),
            "changed_owners": len(plan.changed_of(Thing.OWNER)),
            "new_authorities": len(plan.new_authorities),
            "unknown": plan.unknown,
            "ratings": len(plan.ratings),
            "repeated": found.repeated if isinstance(found, Directory) else 0,
            "faults": len(plan.faults),
        },
        "new": [
            {"id": each.location_id, "name": each.name, "place": each.authority}
            for each in plan.new_locations[:EXAMPLES]
        ],
        "changed": [_changed(each, names) for each in plan.changed[:EXAMPLES]],
        "not_listed": [_not_listed(each) for each in plan.not_listed[:EXAMPLES]],
        "faults": [fault_document(each) for each in plan.faults[:EXAMPLES]],
        "notes": list(found.notes),
        "drops_many": plan.drops_many,
        "is_empty": plan.is_empty,
    }


def fault_document(fault: Fault) -> Document:
    return {"sentence": fault.sentence, "kept": fault.kept}


def _names(plan: ImportPlan, known: KnownRegister) -> Mapping[str, Mapping[str, str]]:
    """Return the names behind the IDs of providers and brands, before and after the plan."""
    providers = {each.id: each.name for each in plan.new_providers}
    brands = {each.id: each.name for each in plan.new_brands}
    return {
        "provider": {key: each.name for key, each in known.providers.items()} | providers,
        "brand_id": {**known.brands, **brands},
    }


def _changed(changed: ChangedRow, names: Mapping[str, Mapping[str, str]]) -> Document:
    return {
        "thing": changed.thing.value,
        "id": changed.key,
        "name": changed.name,
        "fields": [_field(each, names.get(each.field, {})) for each in changed.fields],
    }


def _field(change: FieldChange, names: Mapping[str, str]) -> Document:
    return {
        "label": LABELS.get(change.field, change.field),
        "old": _shown(change.old, names),
        "new": _shown(change.new, names),
    }


def _shown(value: Detail, names: Mapping[str, str]) -> str:
    words = value_in_words(value)
    return f"{names[words]} ({words})" if words in names else words


def _not_listed(each: NotListed) -> Document:
    return {"id": each.location_id, "name": each.name, "place": each.authority}


def counts_in_words(preview: Mapping[str, Any]) -> list[str]:
    """Return the counts of a preview as sentences; zero counts are left out, except that of locations."""
    counts: Mapping[str, int] = preview["counts"]
    lines = [
        f"{count_in_words(counts['new'], 'location')} new",
        f"{count_in_words(counts['changed'], 'location')} changed",
        f"{count_in_words(counts['not_listed'], 'location')} no longer listed",
        f"{count_in_words(counts['unchanged'], 'location')} unchanged",
    ]
    more = (
        ("new_providers", "provider", "", "new"),
        ("changed_providers", "provider", "", "changed"),
        ("new_owners", "owner", "", "new"),
        ("changed_owners", "owner", "", "changed"),
        ("new_authorities", "authority", "authorities", "new"),
        ("ratings", "rating", "", "kept with the day"),
        ("unknown", "rated location", "", "not in the register"),
        ("repeated", "row", "", "that say the same again"),
    )
    return lines + [
        f"{count_in_words(counts[key], one, many)} {what}" for key, one, many, what in more if counts.get(key)
    ]
