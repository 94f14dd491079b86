"""The answers of a provider: the text as typed beside the value it stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property, partial
from typing import Any, NamedTuple


class NotAvailable(Enum):
    """The answer n/a: a cost that the provider has but cannot give."""

    NA = "n/a"


NA = NotAvailable.NA

# None is "not answered", or an answer that could not be understood (a finding says which).
Value = Decimal | date | str | NotAvailable | None


class Answer(NamedTuple):
    """An answer; sheet and address are None for answers typed online.

    ``note`` is what a workbook says beside it, blank if a person took it out; None if it says nothing of notes.
    """

    key: str
    typed: str
    value: Value
    sheet: str | None = None
    address: str | None = None
    note: str | None = None

    @property
    def normal(self) -> str:
        """Return the shortest normal form: no trailing zeros, ISO dates, ``n/a``, and blank for no answer."""
        return normal_form(self.value)


# An answer of all that makes one, in their order: thousands are made at a time, and no length is counted each time.
answer_of: partial[Any] = partial(tuple.__new__, Answer)


@dataclass(frozen=True)
class Answers:
    """The answers of one return, one for each question of its form."""

    service: str
    version: str
    by_key: Mapping[str, Answer]

    @cached_property
    def values(self) -> dict[str, Value]:
        return {key: answer.value for key, answer in self.by_key.items()}

    @cached_property
    def numbers(self) -> dict[str, Decimal]:
        return {key: value for key, value in self.values.items() if isinstance(value, Decimal)}

    def number(self, key: str) -> Decimal | None:
        return self.numbers.get(key)

    def choice(self, key: str) -> str | None:
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def day(self, key: str) -> date | None:
        value = self.values.get(key)
        return value if isinstance(value, date) else None


def normal_form(value: Value) -> str:
    match value:
        case None:
            return ""
        case NotAvailable():
            return value.value
        case Decimal():
            return format(value.normalize() if value else Decimal(0), "f")
        case date():
            return value.isoformat()
    return value
