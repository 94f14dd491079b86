"""Guess what an unreadable text was meant to say: "132k" is 132,000; offered to the person, never taken."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from costing.answers import normal_form
from costing.bands import Band
from costing.form import AnswerType, Question
from spreadsheets.numbers import number_from

_VAGUE = re.compile(r"^\s*(about|approximately|approx\.?|circa|ca\.?|c\.|~)\s*", re.I)
_SCALES: tuple[tuple[re.Pattern[str], Callable[[str], Decimal | None]], ...] = (
    (re.compile(r"(?<=\d)\s*(k|thousand|000s)\s*$", re.I), lambda unit: Decimal(1000)),
    (re.compile(r"(?<=\d)\s*(m|million)\s*$", re.I), lambda unit: Decimal(1_000_000) if "£" in unit else None),
    (re.compile(r"(?<=\d)\s*(p|pence)\s*$", re.I), lambda unit: Decimal("0.01") if unit.startswith("£") else None),
    (re.compile(r"(?<=\d)\s*(per|a|/|p\.?)?\s*(week|wk|pw)\s*$", re.I), lambda unit: _a_year(unit, 52)),
    (re.compile(r"(?<=\d)\s*(per|a|/|p\.?)?\s*(month|mth|pcm|pm)\s*$", re.I), lambda unit: _a_year(unit, 12)),
)
_MONTH_FIRST = re.compile(r"^\s*(?P<month>\d{1,2})[/.-](?P<day>1[3-9]|2\d|3[01])[/.-](?P<year>\d{4})\s*$")


def likely_meaning(question: Question, text: str) -> str | None:
    """Return the guess in the answer's normal form; None if the text leaves more than one guess, or cannot be valid."""
    if question.type == AnswerType.DATE:
        return _day(text)
    if not question.is_numeric or question.type == AnswerType.PERCENT:
        return None
    value = _number(text, question.unit)
    if value is None or value not in Band(question.hard_min, question.hard_max):
        return None
    return normal_form(value) if question.type != AnswerType.INTEGER or value == int(value) else None


def _number(text: str, unit: str) -> Decimal | None:
    plain = _VAGUE.sub("", text)
    for ending, scale_of in _SCALES:
        scale = scale_of(unit) if ending.search(plain) else None
        number = number_from(ending.sub("", plain), unit) if scale else None
        if number and scale and not number.is_percent:
            return number.value * scale
    number = number_from(plain, unit) if plain != text else None
    return number.value if number and not number.is_percent else None


def _a_year(unit: str, periods: int) -> Decimal | None:
    return Decimal(periods) if unit.startswith("£") and unit.endswith("year") else None


def _day(text: str) -> str | None:
    match = _MONTH_FIRST.match(text)
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat() if match else None
    except ValueError:
        return None
