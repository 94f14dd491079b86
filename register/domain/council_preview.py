"""The preview of a council list's plan, as plain JSON."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from costing.forms import CURRENT
from register.domain.council_people import PersonChange
from register.domain.council_plan import AskedChange, CouncilPlan
from register.domain.field_words import NONE, count_in_words
from register.domain.import_preview import fault_document

_LABELS = {
    "is_contracted": "Contracted",
    "zone": "Zone",
    "size_band": "Size band",
    "name": "Name",
    "email": "E-mail",
    "phone": "Phone",
    "job": "Role",
}
_WEIGHT = {"hours": "Commissioned hours a week", "beds": "Registered beds"}
Document = dict[str, Any]


def council_preview(plan: CouncilPlan, service: str) -> Document:
    """Return the preview. It has every row that matches nothing: councils' lists are short, and none may be dropped."""
    return {
        "counts": {
            "matched": plan.matched,
            "changed": len(plan.changed),
            "unchanged": plan.matched - len(plan.changed),
            "new_people": len(plan.people.new),
            "changed_people": len(plan.people.changed),
            "unmatched": len(plan.unmatched),
            "not_named": len(plan.not_named),
            "faults": len(plan.faults),
        },
        "changed": [_asked(each, service) for each in plan.changed],
        "new_people": [
            {"name": each.name, "email": each.email, "phone": each.phone, "job": each.job, "count": len(each.locations)}
            for each in plan.people.new
        ],
        "changed_people": [_person(each) for each in plan.people.changed],
        "unmatched": [{"row": each.row, "id": each.location_id, "why": each.why} for each in plan.unmatched],
        "not_named": list(plan.not_named),
        "faults": [fault_document(each) for each in plan.faults],
        "is_empty": plan.is_empty,
    }


def _asked(changed: AskedChange, service: str) -> Document:
    labels: Mapping[str, str] = {**_LABELS, "weight": _WEIGHT[CURRENT[service].weight]}
    return {
        "id": changed.location_id,
        "name": changed.name,
        "fields": [
            {"label": labels[each.field], "old": _shown(each.old), "new": _shown(each.new)} for each in changed.fields
        ],
    }


def _person(changed: PersonChange) -> Document:
    fields = [{"label": _LABELS[name], "old": old or NONE, "new": new or NONE} for name, old, new in changed.fields]
    if changed.locations:
        more = count_in_words(len(changed.locations), "location")
        fields.append({"label": "Answers for", "old": "", "new": f"{more} more"})
    return {"name": changed.name, "fields": fields}


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    return str(value) if value not in (None, "") else NONE


def council_counts_in_words(preview: Mapping[str, Any]) -> list[str]:
    counts: Mapping[str, int] = preview["counts"]
    lines = [
        f"{count_in_words(counts['matched'], 'location')} matched, {counts['changed']:,} of them changed",
        f"{count_in_words(counts['new_people'], 'person', 'people')} to contact new",
        f"{count_in_words(counts['changed_people'], 'person', 'people')} to contact changed",
    ]
    if counts["unmatched"]:
        lines.append(f"{count_in_words(counts['unmatched'], 'location')} of the list not in this exercise")
    if counts["not_named"]:
        lines.append(f"{count_in_words(counts['not_named'], 'location')} of the exercise not on the list")
    return lines
