"""Answers in a provider's own words: “Owned (freehold)”, “not netted off”, “1 April 2025 to 31 March 2026”."""

import csv
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from costing.form import Question
from costing.parsing.words import choice_from

_DATA = Path(__file__).parent / "data"
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[\s./-]+([a-z]{3,9}|\d{1,2})[\s./-]+((?:19|20)\d\d|\d\d)\b", re.I)
_FORMATS = ("%d %B %Y", "%d %b %Y", "%d %m %Y")


@dataclass(frozen=True)
class ChoiceWords:
    """Words by which a choice is known where the label speaks of ``when``; blank for every label."""

    choice: str
    words: re.Pattern[str]
    when: re.Pattern[str]


def choice_in(question: Question, label: str, text: str) -> str:
    """Return the choice that a text names in other words than the form's; blank where it names none."""
    if not question.choices or len(text) > 200:
        return ""
    for known in _words().get(question.key, ()):
        if known.when.search(label) and known.words.search(text) and known.choice in question.choices:
            return known.choice
    first = re.split(r"\s[–—-]\s|[,;:(]", text.strip(), maxsplit=1)[0]
    return choice_from(first, question) or ""


@cache
def _words() -> dict[str, tuple[ChoiceWords, ...]]:
    found: dict[str, tuple[ChoiceWords, ...]] = {}
    with (_DATA / "choices.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            known = ChoiceWords(row["choice"], re.compile(row["words"], re.I), re.compile(row["when"], re.I))
            found[row["key"]] = (*found.get(row["key"], ()), known)
    return found


def days_in(text: str) -> list[str]:
    """Return the days that a text names, as 2025-04-01."""
    return [day for found in _DAY.finditer(text[:200]) if (day := _day(*found.groups()))]


def _day(day: str, month: str, year: str) -> str:
    whole = f"{day} {month} {year if len(year) == 4 else '20' + year}"
    for form in _FORMATS:
        try:
            return datetime.strptime(whole, form).date().isoformat()
        except ValueError:
            continue
    return ""
