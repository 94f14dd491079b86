"""Rules: from which cells of a foreign workbook each answer comes, and how it is converted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costing.foreign.label_words import label_key
from costing.foreign.slots import LabelledCell
from costing.foreign.units import AS_IT_IS, Conversion
from spreadsheets.addresses import Position, position_of

ONE_CELL, SUM, SAME, MEAN = "one", "sum", "same", "mean"
# Of a text that holds two days: 1 April 2025 to 31 March 2026.
FIRST_DAY, LAST_DAY = "first day", "last day"


@dataclass(frozen=True)
class Anchor:
    """A cell as a layout knows it: where it stands, and the words around it, in the form in which they are compared."""

    sheet: str
    address: str
    label: str
    heading: str = ""
    section: str = ""
    is_words: bool = False

    @property
    def position(self) -> Position:
        return position_of(self.address) or (1, 1)

    @property
    def name(self) -> str:
        return f"{self.sheet}!{self.address}"


def anchor_of(slot: LabelledCell) -> Anchor:
    words = (label_key(slot.label), label_key(slot.heading), label_key(slot.section))
    return Anchor(slot.sheet, slot.address, *words, slot.is_words)


@dataclass(frozen=True)
class Rule:
    """The rule of one answer: its cells and their conversion, or a constant without a cell.

    ``scales`` are further factors, one a cell, where the parts of a sum are of different periods.
    """

    key: str
    anchors: tuple[Anchor, ...] = ()
    how: str = ONE_CELL
    conversion: Conversion = AS_IT_IS
    constant: str = ""
    scales: tuple[Decimal, ...] = ()

    @property
    def cells(self) -> str:
        return " + ".join(anchor.name for anchor in self.anchors)


def rules_document(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    return [_document(rule) for rule in rules]


def _document(rule: Rule) -> dict[str, Any]:
    change = rule.conversion
    return {
        "key": rule.key,
        "how": rule.how,
        "constant": rule.constant,
        "times": str(change.times),
        "over": str(change.over),
        "of": change.of,
        "per": change.per,
        "as_holiday": change.as_holiday,
        "says": change.says,
        "scales": [str(scale) for scale in rule.scales],
        "anchors": [[each.sheet, each.address, each.label, each.heading, each.section, each.is_words]
                    for each in rule.anchors],
    }  # fmt: skip


def rules_from(document: Iterable[Mapping[str, Any]]) -> tuple[Rule, ...]:
    return tuple(_rule(stored) for stored in document)


def _rule(stored: Mapping[str, Any]) -> Rule:
    change = Conversion(
        Decimal(stored["times"]),
        Decimal(stored["over"]),
        stored["of"],
        stored.get("per", ""),
        stored["as_holiday"],
        stored["says"],
    )
    anchors = tuple(Anchor(*each) for each in stored["anchors"])
    scales = tuple(Decimal(scale) for scale in stored["scales"])
    return Rule(stored["key"], anchors, stored["how"], change, stored["constant"], scales)
