"""Convert the result of a reading to JSON and back without loss, as it has to leave the process that read it."""

import json
from typing import Any

from costing.findings import (
    Audience,
    Finding,
    Layer,
    Severity,
)
from costing.reader.raw_return import RawReturn, Unreadable
from spreadsheets.cells import Cell, CellKind

_KEY_SETS = ("by_label", "missing", "hidden")
_CELLS = ("cells", "notes")
_KINDS = {kind.value: kind for kind in CellKind}


def to_json(result: RawReturn | Unreadable) -> bytes:
    """Return the result as plain ASCII, so that no text a file may hold can be lost on the way.

    A cell is a list of what it has, its kind by its value.
    """
    packed = finding_document(result.finding) if isinstance(result, Unreadable) else _packed_return(result)
    return json.dumps(packed, separators=(",", ":")).encode("ascii")


def from_json(packed: bytes) -> RawReturn | Unreadable:
    """Read a result; raises ValueError, KeyError or TypeError for what ``to_json`` did not write."""
    given = json.loads(packed)
    return finding_from(given["finding"]) if "finding" in given else _return(given)


def _packed_return(raw: RawReturn) -> dict[str, Any]:
    return {
        "service": raw.service,
        "version": raw.version,
        "exercise": raw.exercise,
        "uses_1904_dates": raw.uses_1904_dates,
        "has_online_notes": raw.has_online_notes,
        **{name: dict(getattr(raw, name)) for name in _CELLS},
        **{name: sorted(getattr(raw, name)) for name in _KEY_SETS},
    }


def _return(given: dict[str, Any]) -> RawReturn:
    cells = {name: {key: _cell(*cell) for key, cell in given[name].items()} for name in _CELLS}
    return RawReturn(**{**given, **cells, **{name: frozenset(given[name]) for name in _KEY_SETS}})


def _cell(sheet: str, address: str, kind: str, text: str, is_formula: bool, is_date: bool, is_percent: bool) -> Cell:
    return Cell(sheet, address, _KINDS[kind], text, is_formula, is_date, is_percent)


def finding_document(finding: Finding) -> dict[str, Any]:
    return {"finding": {name: getattr(finding, name) for name in Finding.__slots__}}


def finding_from(given: dict[str, Any]) -> Unreadable:
    layer, severity, audience = Layer(given["layer"]), Severity(given["severity"]), Audience(given["audience"])
    return Unreadable(Finding(**{**given, "layer": layer, "severity": severity, "audience": audience}))
