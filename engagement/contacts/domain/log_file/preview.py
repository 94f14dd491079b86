"""The preview of an old log before it is entered, as a document."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from engagement.contacts.domain.log_file.columns import COLUMNS
from engagement.contacts.domain.log_file.moments import LONDON
from engagement.contacts.domain.log_file.plan import LogPlan, Matched
from register.domain.row_faults import Fault, shortened

SHOWN = 50
_FIELDS = {names[0]: key for key, names in COLUMNS.items()} | {"Also there": "colleagues"}
LONGEST_WORDS = 150


def preview_of(plan: LogPlan, places: Mapping[UUID, str], names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the preview; ``places`` are the names of the locations, ``names`` the file's own of the columns."""
    return {
        "new": len(plan.new),
        "there": plan.there,
        "of_others": plan.of_others,
        "names": len(plan.names),
        "fault_count": len(plan.faults),
        "faults": [_fault(fault, names or {}) for fault in plan.faults[: 2 * SHOWN]],
        "first": [_shown(each, places) for each in plan.new[:SHOWN]],
    }


def _fault(fault: Fault, names: Mapping[str, str]) -> dict[str, Any]:
    """Return a fault with the column that it is in: a page offers to put it right."""
    named = replace(fault, column=names.get(fault.column, fault.column))
    return {
        "row": fault.row,
        "field": _FIELDS.get(fault.column, ""),
        "column": named.column,
        "read": shortened(fault.read),
        "expected": fault.expected,
        "sentence": named.sentence,
    }


def _shown(each: Matched, places: Mapping[UUID, str]) -> dict[str, Any]:
    contacted, words = each.contacted, " ".join(each.contacted.words.split())
    return {
        "row": each.row,
        "when": f"{contacted.happened_at.astimezone(LONDON):%-d %b %Y %H:%M}",
        "channel": contacted.channel.label,
        "outcome": contacted.outcome.label,
        "places": [places[key] for key in contacted.participation_ids],
        "words": words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS]}…",
    }
