"""A return as pages and prints show it: each answer in words, row by row."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from benchmarking.returns.domain.questionnaire import PROFILE, TABLES
from benchmarking.returns.domain.remarks import ReturnRemark
from benchmarking.returns.domain.whole_return import ReadReturn, TypedReturn
from costing.answers import NotAvailable
from costing.figure_words import answer_in_words, day_in_words


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """A question and what was answered, in words; what could not be understood as it was typed."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownSheet:
    title: str
    number: int
    answers: tuple[ShownAnswer, ...]
    answered: int
    to_fix: int

    @property
    def state(self) -> str:
        if self.to_fix:
            return "To put right"
        return "Answered" if self.answered else "To do"


@dataclass(frozen=True, slots=True)
class ShownRows:
    """A table of a return: its name, headings and cells."""

    slug: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def shown_profile(given: TypedReturn, read: ReadReturn) -> list[ShownSheet]:
    sheets = []
    for number, page in enumerate(PROFILE.pages, 1):
        answers = tuple(ShownAnswer(one.label, _words(one.key, given, read)) for one in page.questions)
        wrong = sum(1 for one in read.to_fix if one.key in page.keys)
        sheets.append(ShownSheet(page.title, number, answers, sum(1 for one in answers if one.words), wrong))
    return sheets


def _words(key: str, given: TypedReturn, read: ReadReturn) -> str:

    question, value = PROFILE.by_key[key], read.profile.values.get(key)
    if isinstance(value, Decimal):
        return answer_in_words(question, value)
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, NotAvailable):
        return "n/a"
    if value is None:
        return given.typed.get(key, "")
    return question.words_of(value) if question.choices else str(value)


def shown_rows(given: TypedReturn) -> list[ShownRows]:
    shown = []
    for slug, table in TABLES.items():
        rows = given.prices if slug == "prices" else given.providers
        used = [one for one in table.typed_columns if any(row.get(one.key) for row in rows)] or list(
            table.typed_columns
        )
        cells = tuple(tuple(row.get(one.key, "") for one in used) for row in rows)
        shown.append(ShownRows(slug, table.title, tuple(one.label for one in used), cells))
    return shown


@dataclass(frozen=True, slots=True)
class AskedRemark:
    """A remark with what the council has said to it, and the page where it is put right."""

    remark: ReturnRemark
    said: str
    page: int
    slug: str


def asked_remarks(read: ReadReturn) -> list[AskedRemark]:
    found = []
    for one in read.remarks:
        if one.code == "N01":
            continue
        page = next((number for number, page in enumerate(PROFILE.pages, 1) if one.key in page.keys), 0)
        found.append(AskedRemark(one, read.explanations.get(one.id, ""), page, one.key if one.key in TABLES else ""))
    return found
