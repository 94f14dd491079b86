"""All rules that an authority may choose from: the presets, then its own, each with its row of a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from markets.payment.domain.paid_level import LevelledRule, PaidLevel, levelled
from markets.payment.domain.preset_rules import preset_cells, preset_rules
from markets.payment.domain.rule import PaymentRule
from markets.payment.domain.rule_file import rules_from


@dataclass(frozen=True)
class RuleShelf:
    """Rules and their rows by the id under which they are chosen."""

    rules: Mapping[str, PaymentRule]
    cells: Mapping[str, Mapping[str, str]]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return the rules to choose from; one that needs the visits themselves says so."""
        return [
            (key, f"{rule.label} (needs the visits)" if rule.needs_visits else rule.label)
            for key, rule in self.rules.items()
        ]

    def chosen(self, asked: Iterable[tuple[str, PaidLevel]]) -> list[LevelledRule]:
        """Return the rules that were chosen with their levels, each once."""
        found = [levelled(self.rules[one], level) for one, level in asked if one in self.rules]
        return list(dict.fromkeys(found))


def rule_shelf(own: Iterable[tuple[str, str, Mapping[str, str]]]) -> RuleShelf:
    """Return presets and own rules, the latter as (id, name, row)."""
    rules, cells = dict(preset_rules()), dict[str, Mapping[str, str]](preset_cells())
    for key, label, row in own:
        found, _ = rules_from([row])
        for rule in found.values():
            rules[key], cells[key] = replace(rule, key=key, label=label), row
    return RuleShelf(rules, cells)
