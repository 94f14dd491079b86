"""A scenario as it is kept: its inputs and the council's own figures as JSON, and a digest once it is frozen."""

import json
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any

from accounts.domain.seen_marks import mark_of_shown
from markets.fees.domain.fee_document import fee_document
from markets.fees.domain.fee_file import fee_inputs
from markets.fees.domain.inputs import FeeInputs
from markets.fees.domain.result import CouncilZone

MODEL = "fees-1"


ORDER = "zone_order"


def to_keep(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document with the order of its zones beside them: the database keeps none."""
    return {**document, ORDER: list(in_order(document)["zones"])}


def in_order(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a kept document with its zones as they were typed, and its lengths from short to long."""
    zones, mix = document.get("zones", {}), document.get("mix", {})
    named = [name for name in document.get(ORDER, []) if name in zones]
    lengths = sorted(mix, key=lambda minutes: Decimal(minutes))
    return {
        **{key: value for key, value in document.items() if key != ORDER},
        "zones": {name: zones[name] for name in dict.fromkeys([*named, *zones])},
        "mix": {minutes: mix[minutes] for minutes in lengths},
    }


def inputs_of(document: Mapping[str, Any]) -> FeeInputs | None:
    """Return the inputs that were kept; None if they can no longer be used."""
    return fee_inputs(in_order(document))[0]


def council_of(document: Mapping[str, Mapping[str, str]]) -> dict[str, CouncilZone]:
    return {name: CouncilZone(_number(zone.get("fee")), _number(zone.get("hours"))) for name, zone in document.items()}


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def frozen_document(inputs: FeeInputs) -> dict[str, Any]:
    """Return what a scenario comes to, with the name of the model that worked it out."""
    return {"model": MODEL, **fee_document(inputs)}


def digest_of(inputs: Mapping[str, Any], council: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    """Return the SHA-256 over what was put in and what came out, the same whenever it is worked out again."""
    document = {"inputs": inputs, "council": council, "result": result}
    return sha256(json.dumps(document, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def mark_of(typed: Mapping[str, Any] | None) -> str:
    """Return a mark of what is kept of a further page, by which a second tab is known; blank where nothing is."""
    return mark_of_shown(typed) if typed else ""
