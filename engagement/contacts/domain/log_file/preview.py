"""The preview of an old log before it is entered, as a document."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from engagement.contacts.domain.log_file.moments import LONDON
from engagement.contacts.domain.log_file.plan import LogPlan, Matched

SHOWN = 50
LONGEST_WORDS = 150


def preview_of(plan: LogPlan, places: Mapping[UUID, str]) -> dict[str, Any]:
    """Return the preview; ``places`` are the names of the locations."""
    return {
        "new": len(plan.new),
        "there": plan.there,
        "of_others": plan.of_others,
        "names": len(plan.names),
        "fault_count": len(plan.faults),
        "faults": [fault.sentence for fault in plan.faults[: 2 * SHOWN]],
        "first": [_shown(each, places) for each in plan.new[:SHOWN]],
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
