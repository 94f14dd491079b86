"""A payment lab's question whole: rules with levels, days, rates and terms; as JSON for a worker, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from markets.payment.domain.cell_rates import RatesOfLab
from markets.payment.domain.lab_document import LabAnswer, lab_document
from markets.payment.domain.lab_terms import OutcomeTerms, coarse_in, terms_of
from markets.payment.domain.paid_level import BlockTerms, LevelledRule, PaidLevel
from markets.payment.domain.rule_columns import is_of_ends
from markets.payment.domain.rule_file import rules_from
from markets.ratecards.domain.card_lines import CardBasis, lines_of


@dataclass(frozen=True)
class LabQuestion:
    """``cells`` are the rules' rows by id, ``settings`` what was typed, ``card`` a rate card's basis and lines."""

    rules: Sequence[LevelledRule]
    cells: Mapping[str, Mapping[str, str]]
    settings: Mapping[str, Any]
    days: tuple[date, date]
    card: Mapping[str, Any] = field(default_factory=dict)
    fees: Mapping[str, str] = field(default_factory=dict)

    @property
    def terms(self) -> OutcomeTerms:
        return terms_of(self.settings)

    @property
    def block(self) -> BlockTerms:
        return BlockTerms(int(self.settings["guaranteed"]), int(self.settings["margin"]))

    @property
    def rates(self) -> RatesOfLab:
        hourly = Decimal(self.settings["rate"])
        if not self.card:
            return RatesOfLab(hourly=hourly)
        return RatesOfLab(lines_of(self.card["lines"]), CardBasis(self.card["basis"]), hourly)

    @property
    def needs_visits(self) -> list[str]:
        """Return the rules that only a worker can answer, by name."""
        return [rule.label for rule in coarse_in(self.rules)]

    @property
    def impossible(self) -> list[str]:
        """Return the rules that cannot be paid at their level: ends that are rounded apart are a visit's."""
        by_week = [one for one in self.rules if one.level is PaidLevel.CLIENT_WEEK]
        return [one.rule.label for one in by_week if is_of_ends(one.rule)]

    def document(self, found: LabAnswer) -> dict[str, Any]:
        return lab_document(self.rules, self.cells, self.settings, replace(found, fees=self.fees))

    @property
    def as_json(self) -> dict[str, Any]:
        rules = [
            {"id": one.rule.key, "label": one.rule.label, "level": one.level.value, "cells": self.cells[one.rule.key]}
            for one in self.rules
        ]
        kept = {"settings": self.settings, "card": self.card, "fees": self.fees}
        return {"rules": rules, **{name: dict(value) for name, value in kept.items()}}


def question_from(kept: Mapping[str, Any], days: tuple[date, date]) -> LabQuestion:
    """Return the question as it was asked."""
    rules = [LevelledRule(_rule(one), PaidLevel(one["level"])) for one in kept["rules"]]
    cells = {one["id"]: one["cells"] for one in kept["rules"]}
    return LabQuestion(rules, cells, kept["settings"], days, kept["card"], kept["fees"])


def _rule(one: Mapping[str, Any]) -> Any:
    found, _ = rules_from([{**one["cells"], "key": one["id"]}])
    return replace(found[one["id"]], label=one["label"])
