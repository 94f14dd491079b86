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
from markets.payment.domain.paid_level import LevelledRule, PaidLevel, unit_of
from markets.payment.domain.paid_seconds import paid
from markets.payment.domain.rule_columns import is_of_ends

SEED = "payment lab"


@dataclass(frozen=True)
class LabAnswer:
    """Lines, cells of lengths, the days that are held, and attendances that no rate was found for.

    Delivered time is counted in half-minutes, or ``to_the_second``; ``fees`` are the fee lab's fair rates by zone.
    """

    lines: Sequence[LabLine]
    cells: Sequence[LengthCell]
    first: date
    last: date
    unpriced: int
    to_the_second: bool = False
    fees: Mapping[str, str] = field(default_factory=dict)


def lab_document(
    rules: Sequence[LevelledRule], cells: Mapping[str, Mapping[str, str]], asked: Mapping[str, Any], found: LabAnswer
) -> dict[str, Any]:
    """Return the document; ``cells`` are the rules' rows as they are typed, ``asked`` the settings."""
    return {
        "rules": [rule_as_json(one, cells) for one in rules],
        "asked": dict(asked),
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "unit": unit_of(rules).value,
        "unpriced": found.unpriced,
        "to_the_second": found.to_the_second,
        "fees": dict(found.fees),
        "lines": [line.as_json for line in found.lines],
        "drawn_out": [one.as_json for one in drawn_out_of(found.cells)],
        "phones_round": phones_round(found.cells),
        "behaviour": _behaviour(rules, int(asked["ends"]), found),
    }


def rule_as_json(one: LevelledRule, cells: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    key = one.rule.key
    return {"id": key, "label": one.label, "level": one.level.value, "cells": dict(cells[key])}


def _behaviour(rules: Sequence[LevelledRule], per_cent: int, found: LabAnswer) -> dict[str, Any]:
    """Return what changes if so many per cent of drawn-out visits end when done; each length at its own mean rate.

    It is told for rules that pay each visit by its length; ``less`` is None for others.
    """
    known = [n for n, one in enumerate(rules) if one.level is PaidLevel.VISIT and not is_of_ends(one.rule)]
    if phones_round(found.cells):
        return {"per_cent": 0, "leavers": 0, "freed": 0, "less": [0] * len(rules)}
    ended = ended_when_done(found.cells, [paid(rules[n].rule).work for n in known], per_cent, SEED)
    rates = {int(line.ref): _rates(line) for line in found.lines if line.level is LabLevel.LENGTH}
    usual = next((_rates(line) for line in found.lines), [Fraction()] * len(rules))
    less = [Fraction()] * len(known)
    for planned, seconds in ended.less.items():
        at = [rates.get(planned, usual)[n] for n in known]
        less = [one + each * rate for one, each, rate in zip(less, seconds, at, strict=True)]
    told = dict(zip(known, (round(one) for one in less), strict=True))
    whole = {"leavers": round(ended.leavers), "freed": round(ended.freed)}
    return {"per_cent": per_cent, **whole, "less": [told.get(n) for n in range(len(rules))]}


def _rates(line: LabLine) -> list[Fraction]:
    """Return pence a paid second of each rule."""
    return [Fraction(rule.pence, rule.paid_seconds) if rule.paid_seconds else Fraction() for rule in line.rules]


def document_digest(document: Mapping[str, Any]) -> str:
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
