"""The costs that a company's locations can share, the keys, each location's part, and the note that says so."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from costing.answers import Answers
from costing.figure_words import gbp
from costing.form import (
    AllocationKey,
    AnswerType,
    Form,
    LineKind,
    Question,
)
from costing.parsing.words import tidy
from spreadsheets.decimals import is_too_large, rounded
from spreadsheets.numbers import number_from
from submissions.allocation.domain.penny_shares import allocate
from submissions.domain.online.typed_answers import LONGEST

# The company's other locations, which this exercise does not ask.
ELSEWHERE = "elsewhere"
_EARLIER = re.compile(r"\s*£[\d,]+\.\d\d of £[\d,]+\.\d\d by .+: \S+ of \S+$")


@dataclass(frozen=True, slots=True)
class AllocatedPart:
    """The part of one cost that falls to one place."""

    place: str
    key: str
    amount: Decimal
    note: str


def shareable(form: Form) -> tuple[Question, ...]:
    """Return the costs that are not care itself; in a form with several columns, care is what differs between them."""
    care = {line.key for line in form.lines if line.differs_by_category} if len(form.columns) > 1 else set()
    costs = (question for question in form.questions if question.type == AnswerType.DECIMAL_OR_NA and question.required)
    return tuple(question for question in costs if line_of(question) not in care)


def line_of(question: Question) -> str:
    return question.key.removesuffix("_cost")


def by_section(form: Form) -> dict[str, list[Question]]:
    """Return the costs that can be shared, under the headings of Annex A."""
    found: dict[str, list[Question]] = {}
    for question in shareable(form):
        line = form.line_by_key.get(line_of(question))
        found.setdefault(heading_of(form, line.section) if line else question.sheet, []).append(question)
    return found


def heading_of(form: Form, section: str) -> str:
    """Return the name of a section, from its subtotal."""
    subtotals = (line.label for line in form.lines if line.section == section and line.kind == LineKind.SUBTOTAL)
    label = next(subtotals, section).removeprefix("Total ")
    return label[:1].upper() + label[1:]


def figure_in(key: AllocationKey, answers: Answers) -> Decimal | None:
    """Return a location's figure of the key from its own return; None if it does not ask, or not all is answered."""
    numbers = [answers.number(question) for question in key.questions]
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(numbers) else None


def amount_from(text: str) -> Decimal | str:
    """Return a company's total in £ and pence, or what is wrong with it, as the end of a sentence."""
    number = number_from(tidy(text), "£ in the cost year")
    if number is None or number.is_percent or number.value < 0:
        return "enter an amount in pounds, such as 40,000 or 1,234.50"
    if is_too_large(number.value):
        return "enter an amount that a company can have: this one has too many digits"
    if number.value != rounded(number.value):
        return "enter pounds and pence, with two digits after the point"
    return number.value


def figure_from(text: str, key: AllocationKey) -> Decimal | str:
    number = number_from(tidy(text), key.unit)
    if number is None or number.is_percent or number.value < 0:
        return "enter a number, such as 812.5"
    if is_too_large(number.value):
        return "enter a number that a location can have: this one has too many digits"
    return number.value


def parts_of(words: str, totals: Mapping[str, Decimal], figures: Mapping[str, Decimal]) -> tuple[AllocatedPart, ...]:
    """Allocate every cost to every place; ``words`` name the key. Raises ValueError as ``allocate`` does."""
    whole = sum(figures.values(), Decimal(0))
    return tuple(
        AllocatedPart(place, key, amount, _note(amount, total, words, figures[place], whole))
        for key, total in totals.items()
        for place, amount in allocate(total, figures).items()
    )


def _note(amount: Decimal, total: Decimal, words: str, figure: Decimal, whole: Decimal) -> str:
    return f"{gbp(amount)} of {gbp(total)} by {words}: {plain(figure)} of {plain(whole)}"


def plain(figure: Decimal) -> str:
    """Return every digit of a figure with commas, and no needless zeros: 2,708.3."""
    return f"{figure.normalize() if figure else Decimal(0):,f}"


def with_note(before: str, note: str) -> str:
    """Add the note to what a person wrote there, replacing that of an earlier allocation.

    If both do not fit, the person's note stays alone.
    """
    kept = _EARLIER.sub("", before).strip()
    both = f"{kept.rstrip('.')}. {note}" if kept else note
    return both if len(both) <= LONGEST else before


def typed_amount(amount: Decimal) -> str:
    return str(rounded(amount))


def normal(figure: Decimal) -> str:
    """Return a figure as it is kept, without commas."""
    return f"{figure.normalize() if figure else Decimal(0):f}"
