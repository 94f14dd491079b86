"""The condition of a question: a small language of `key > number` and `key = word`, joined by `or`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from costing.answers import Value

_TERM = re.compile(r"^(\w+) ([>=]) (\S+)$")


@dataclass(frozen=True, slots=True)
class Term:
    key: str
    operator: str
    operand: str

    def holds(self, values: Mapping[str, Value]) -> bool:
        value = values.get(self.key)
        if self.operator == "=":
            return value == self.operand
        return isinstance(value, Decimal) and value > _number(self.operand)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that is true when any of its terms is; a blank or unreadable answer makes no term true."""

    text: str
    terms: tuple[Term, ...]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(term.key for term in self.terms)

    def holds(self, values: Mapping[str, Value]) -> bool:
        return any(term.holds(values) for term in self.terms)


@cache
def _number(operand: str) -> Decimal:
    return Decimal(operand)


def condition_from(text: str) -> Condition:
    """Read a condition; raises ValueError if it is not in the language: a form is data, and wrong data is a bug."""
    return Condition(text, tuple(_term(part.strip()) for part in text.split(" or ")))


def _term(text: str) -> Term:
    match = _TERM.match(text)
    if match is None:
        raise ValueError(f"not a condition: {text!r}")
    return Term(*match.groups())
