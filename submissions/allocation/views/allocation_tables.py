"""Tables of an allocation: every cost by location, what would be replaced, and what became of each part."""

from decimal import Decimal
from typing import Any

from costing.figure_words import answer_in_words
from costing.form import Form
from submissions.allocation.actions.allocated_costs import AllocationPlan
from submissions.allocation.domain.allocation_record import AllocationRecord
from submissions.allocation.domain.shared_costs import plain
from submissions.domain.online.notes import is_note, key_of
from submissions.domain.online.typed_answers import answers_of
from submissions.models import Allocation


def matrix_of(picture: AllocationRecord) -> dict[str, Any]:
    """Return a row for each cost and a column for each location, with the key's figures below the names."""
    everything = sum((one.figure for one in picture.places), Decimal(0))
    return {
        "places": [one.name for one in picture.places],
        "rows": picture.costs,
        "figures": [plain(one.figure) for one in picture.places],
        "everything": plain(everything),
    }


def replaced_in(plan: AllocationPlan) -> list[dict[str, str]]:
    """Return the answers in the returns that would be replaced."""
    return [
        {
            "place": share.branch.asked.location_name,
            "label": plan.form.by_key[key].label,
            "before": in_words(plan.form, key, share.before[key]),
            "after": in_words(plan.form, key, share.after[key]),
        }
        for share in plan.shares
        if not share.branch.refusal
        for key in share.replaced
    ]


def in_words(form: Form, key: str, text: str) -> str:
    """Return an answer as it is understood, or as it was typed if it is not."""
    value = answers_of(form, {key: text}).values[key]
    return text if value is None else answer_in_words(form.by_key[key], value)


def shown(division: Allocation, picture: AllocationRecord) -> list[dict[str, Any]]:
    """Return for each location what became of its part."""
    return [
        {
            "place": one.place,
            "name": one.name,
            "said": _said(picture, division.saved[one.place]),
            "figure": plain(one.figure),
        }
        for one in picture.places
        if one.place in division.saved
    ]


def _said(picture: AllocationRecord, saved: dict[str, Any]) -> str:
    if saved["refused"]:
        return f"Not changed. {saved['refused']}"
    if "undone" in saved:
        return _undone(picture, saved["undone"])
    if saved["clashes"]:
        return f"A colleague answered differently meanwhile: choose for {_labels(picture, saved['clashes'])}."
    return "Put in"


def _undone(picture: AllocationRecord, undone: dict[str, Any]) -> str:
    if undone["refused"]:
        return f"Not taken out. {undone['refused']}"
    left = [name for name in undone["left"] if not is_note(name)]
    return f"Taken out, but for what was changed since: {_labels(picture, left)}." if left else "Taken out"


def _labels(picture: AllocationRecord, names: list[str]) -> str:
    return ", ".join(dict.fromkeys(f"“{picture.labels[key_of(name)]}”" for name in names))
