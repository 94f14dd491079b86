"""Tokens that stand around a slot, with what they imply: a rate is pay of an hour, a row of a rota is hours."""

import re
from dataclasses import dataclass

from costing.foreign.figures import Figure, figure_in
from costing.foreign.label_words import main_words, tokens
from costing.foreign.slots import LabelledCell
from costing.foreign.word_sets import words_in

# A unit beside the row goes before one over the column.
_UNITS_OF_A_ROW = words_in("gbp share minute hour mile perhour permile week day people")
_MEASURES = words_in("carehour contacthour nursehour visit pervisit holiday bed occupied")
_RATE = re.compile(r"\brate\b", re.I)
_ROTA = re.compile(r"\brotas?\b|\broster|\bhours\b", re.I)
_NO_HOURLY_RATE = words_in("share mile permile fee uplift perresident perweek peryear permonth surplus capital income")
# A table of pay bands: its “standard” row is weekday daytime.
_BANDS = words_in("pay share")
_NO_PAY = words_in("fee surplus care council othercouncil selffunded")
_MOST_AN_HOUR = 150
_COUNTS = re.compile(r"\b(number|no\.?|nos|headcount|how many|count|qty|wte|fte)\b", re.I)


@dataclass(frozen=True)
class SlotWords:
    """The tokens around a slot; ``unit`` also holds what its figure and label imply."""

    label: frozenset[str]
    brackets: frozenset[str]
    heading: frozenset[str]
    unit: frozenset[str]
    section: frozenset[str]
    sheet: frozenset[str]

    @property
    def own(self) -> frozenset[str]:
        return self.label | self.brackets | self.heading | self.unit


def words_of(slot: LabelledCell) -> SlotWords:
    """Return the tokens that stand around a slot."""
    label, brackets = _label_and_brackets(slot)
    heading, unit = heading_tokens(slot), frozenset(tokens(slot.unit))
    implied, figure = set[str](), figure_in(slot.cell)
    if figure is not None and figure.is_percent:
        implied.add("share")
        label -= {"fee"}
    if _is_rate(slot, label | brackets | heading | unit | implied, figure):
        implied.add("perhour")
    implied |= _hours_of(slot, label) if not heading & {"share", "gbp", "pay"} else set()
    if _COUNTS.search(f"{slot.label} {slot.unit}"):
        implied.add("people")
    if (label | brackets | unit | implied) & (_UNITS_OF_A_ROW | _MEASURES):
        heading -= _UNITS_OF_A_ROW
    every = label | heading | unit | brackets | implied
    if "perhour" in every and "minute" not in every and not every & _NO_PAY:
        implied.add("pay")
    return SlotWords(
        label, brackets, heading, unit | implied, frozenset(tokens(slot.section)), frozenset(tokens(slot.sheet))
    )


def _label_and_brackets(slot: LabelledCell) -> tuple[frozenset[str], frozenset[str]]:
    """Return what a label mainly says, and what it adds; the “standard” row of a table of pay is weekday daytime."""
    label, every = frozenset(tokens(main_words(slot.label))), frozenset(tokens(slot.label))
    if label == {"basic"} and set(tokens(slot.section)) >= _BANDS:
        return frozenset(("weekday",)), every - label
    return label, every - label


def heading_tokens(slot: LabelledCell) -> frozenset[str]:
    """Return the tokens of a column's headings, read from the top: “with nursing” over “dementia” is one of them."""
    return frozenset(tokens(" ".join(reversed(slot.heading.split(" / ")))))


def _is_rate(slot: LabelledCell, words: frozenset[str] | set[str], figure: Figure | None) -> bool:
    """Tell whether a figure is pay of an hour that is only called a rate."""
    if words & _NO_HOURLY_RATE or (figure is not None and figure.value > _MOST_AN_HOUR):
        return False
    return bool(_RATE.search(slot.label)) or bool(_RATE.search(slot.heading.split(" / ")[0]))


def _hours_of(slot: LabelledCell, label: frozenset[str]) -> set[str]:
    """Return whose hours a row of a rota gives, where its label says no more than who."""
    around = " ".join((slot.heading, slot.section, slot.sheet))
    if not _ROTA.search(around) or label & {"share", "leaver", "pay", "agency", "gbp"} or "rate" in slot.label.lower():
        return set()
    return {hours for who, hours in (("careworker", "carehour"), ("senior", "carehour"), ("nurse", "nursehour"))
            if who in label}  # fmt: skip
