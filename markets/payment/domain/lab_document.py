"""A payment lab's answer as a document: rules, settings and figures, kept and shown from one and the same form."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from markets.payment.domain.drawn_out_lengths import LengthCell, drawn_out_of, ended_when_done, phones_round
from markets.payment.domain.lab_result import LabLevel, LabLine
from markets.payment.domain.paid_seconds import paid
from markets.payment.domain.rule import PaymentRule

SEED = "payment lab"


@dataclass(frozen=True)
class LabAnswer:
    """Lines, cells of lengths, the days that are held, and attendances that no rate was found for.

    ``fees`` are the fee lab's fair rates an hour by zone.
    """

    lines: Sequence[LabLine]
    cells: Sequence[LengthCell]
    first: date
    last: date
    unpriced: int
    fees: Mapping[str, str] = field(default_factory=dict)


def lab_document(
    rules: Mapping[str, PaymentRule], cells: Mapping[str, Mapping[str, str]], asked: Mapping[str, Any], found: LabAnswer
) -> dict[str, Any]:
    """Return the document; ``cells`` are the rules' rows as they are typed, ``asked`` the settings."""
    return {
        "rules": [{"id": key, "label": rule.label, "cells": dict(cells[key])} for key, rule in rules.items()],
        "asked": dict(asked),
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "unpriced": found.unpriced,
        "fees": dict(found.fees),
        "lines": [line.as_json for line in found.lines],
        "drawn_out": [one.as_json for one in drawn_out_of(found.cells)],
        "phones_round": phones_round(found.cells),
        "behaviour": _behaviour(rules, int(asked["ends"]), found),
    }


def _behaviour(rules: Mapping[str, PaymentRule], per_cent: int, found: LabAnswer) -> dict[str, Any]:
    """Return what changes if so many per cent of drawn-out visits end when done; each length at its own mean rate."""
    if phones_round(found.cells):
        return {"per_cent": 0, "leavers": 0, "freed": 0, "less": [0] * len(rules)}
    pays = [paid(rule).work for rule in rules.values()]
    ended = ended_when_done(found.cells, pays, per_cent, SEED)
    rates = {int(line.ref): _rates(line) for line in found.lines if line.level is LabLevel.LENGTH}
    less = [Fraction()] * len(rules)
    for planned, seconds in ended.less.items():
        at = rates.get(planned, [Fraction()] * len(rules))
        less = [one + each * rate for one, each, rate in zip(less, seconds, at, strict=True)]
    whole = [round(one) for one in (ended.leavers, ended.freed)]
    return {"per_cent": per_cent, "leavers": whole[0], "freed": whole[1], "less": [round(one) for one in less]}


def _rates(line: LabLine) -> list[Fraction]:
    """Return pence a paid second of each rule."""
    return [Fraction(rule.pence, rule.paid_seconds) if rule.paid_seconds else Fraction() for rule in line.rules]


def document_digest(document: Mapping[str, Any]) -> str:
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
