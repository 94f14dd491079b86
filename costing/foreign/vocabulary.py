"""What the questions of a form are called in other people's workbooks, as sets of weighted tokens."""

import csv
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from costing.foreign.label_words import tokens
from costing.foreign.word_sets import words_in
from costing.form import Form

_DATA = Path(__file__).parent / "data"
UNITS = words_in(
    "permonth perweek peryear perquarter perfourweeks perday perhour permile pervisit perstaff perresident pence "
    "thousand gbp minute hour day week share people to from end start period branch home first last"
)
# A word that no question is known by says little against one.
_UNKNOWN = 0.5
_COST, _UPLIFT = "_cost", "_uplift"
# Lines that hold all that a group of staff costs: workbooks often print its parts one by one.
_STAFF = words_in(
    "back_office_cost nursing_staff_cost care_staff_cost therapy_staff_cost activity_coordinators_cost "
    "service_management_cost reception_admin_cost chefs_cooks_cost domestic_staff_cost maintenance_gardening_cost"
)
_PARTS = ("pay", "ni", "pension", "agency", "holiday", "sick", "overtime")


@dataclass(frozen=True)
class Vocabulary:
    """The phrases of each question, the words that rule it out, and the weight of each token."""

    phrases: Mapping[str, tuple[frozenset[str], ...]]
    without: Mapping[str, tuple[frozenset[str], ...]]
    weights: Mapping[str, float]

    def weight(self, token: str) -> float:
        return self.weights.get(token, _UNKNOWN)

    def sum_of(self, words: frozenset[str] | set[str]) -> float:
        return sum(self.weight(word) for word in words)

    @property
    def known(self) -> frozenset[str]:
        return frozenset(self.weights)


@cache
def vocabulary_of(form: Form) -> Vocabulary:
    rows = _rows(form.service)
    phrases = {key: _token_sets(row["phrases"]) for key, row in rows.items()}
    without = {key: _token_sets(row["without"] or "") for key, row in rows.items()}
    for key in form.by_key:
        own = frozenset(tokens(form.by_key[key].label))
        if key in _STAFF:
            groups = [phrase for phrase in phrases[key] if len(phrase) == 1 and not phrase & set(_PARTS)]
            phrases[key] += tuple(group | {part} for group in groups for part in _PARTS)
        line = key.removesuffix(_UPLIFT) + _COST
        if key.endswith(_UPLIFT) and line in phrases:
            phrases[key] = tuple(phrase | {"uplift"} for phrase in phrases[line])
        phrases[key] = tuple(dict.fromkeys((*phrases.get(key, ()), *([own] if own else []))))
    return Vocabulary(phrases, without, _weights(phrases))


def _rows(service: str) -> dict[str, dict[str, str]]:
    with (_DATA / f"labels_{service}.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


def _token_sets(cell: str) -> tuple[frozenset[str], ...]:
    return tuple(found for phrase in cell.split("|") if (found := frozenset(tokens(phrase.strip()))))


def _weights(phrases: Mapping[str, tuple[frozenset[str], ...]]) -> dict[str, float]:
    """Return the weight of each token: one that speaks of few questions weighs more; a unit says little."""
    spread = Counter(token for key in phrases for token in frozenset().union(*phrases[key]))
    return {token: (0.3 if token in UNITS else 1.0) / (1 + 0.35 * math.log(count)) for token, count in spread.items()}
