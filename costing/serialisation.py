"""Answers and costs as documents for the database, and back; figures are strings, unrounded."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import Any

from costing.answers import (
    NA,
    Answer,
    Answers,
    Value,
    answer_of,
)
from costing.form import NUMERIC, AnswerType, Form, Question
from costing.forms import form_for
from costing.formulas.costs import Amount, Costs, VisitRate, VisitTariff, tariff_through

Document = Mapping[str, Any]
_UNSAID: Document = {"typed": None, "value": None, "sheet": None, "cell": None}
_parts = itemgetter("typed", "value", "sheet", "cell")
_NA, _DATE = NA.value, AnswerType.DATE


def storable(text: str) -> str:
    """Return text that a database takes, without NUL characters and halves of surrogate pairs."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def answers_document(answers: Answers | None) -> dict[str, dict[str, str | None]]:
    """Return each answer as typed, in its normal form, with where it stood and a workbook's note."""
    if answers is None:
        return {}
    return {key: _answer_document(answer) for key, answer in answers.by_key.items()}


def _answer_document(answer: Answer) -> dict[str, str | None]:
    note = {} if answer.note is None else {"note": storable(answer.note)}
    return {
        "typed": storable(answer.typed),
        "value": storable(answer.normal),
        "sheet": None if answer.sheet is None else storable(answer.sheet),
        "cell": answer.address,
        **note,
    }


def answers_from(service: str, version: str, document: Document) -> Answers | None:
    """Read what ``answers_document`` wrote; None if the form is not known, or there were no answers."""
    form = form_for(service, version)
    if form is None or not document:
        return None
    made, parts, by_key = answer_of, _parts, {}
    for key, value_of in _readers(form):
        said = document.get(key) or _UNSAID
        try:
            typed, normal, sheet, cell = parts(said)
        except KeyError:  # it says less than answers_document writes
            typed, normal, sheet, cell = parts({**_UNSAID, **said})
        value = value_of(normal) if normal else None
        by_key[key] = made((key, typed or "", value, sheet, cell, said.get("note")))
    return Answers(service, version, by_key)


@cache
def _readers(form: Form) -> tuple[tuple[str, Callable[[str], Value]], ...]:
    return tuple((question.key, _reader(question)) for question in form.questions)


def _reader(question: Question) -> Callable[[str], Value]:
    if question.type in NUMERIC:
        return _number
    return date.fromisoformat if question.type == _DATE else str


def _number(normal: str) -> Value:
    return NA if normal == _NA else Decimal(normal)


def value_from(question: Question, normal: str) -> Value:
    """Return the value that a normal form stands for."""
    return _reader(question)(normal) if normal else None


def costs_document(costs: Costs | None) -> dict[str, Any] | None:
    if costs is None:
        return None
    return {
        "columns": {column: _amounts(lines) for column, lines in costs.columns.items()},
        "drivers": _amounts(costs.drivers),
        "visit_rates": {length: _rate(rate) for length, rate in costs.visit_rates.items()},
        "workings": _amounts(costs.workings),
        **_tariff(costs.tariff),
    }


def _amounts(amounts: Mapping[str, Amount]) -> dict[str, str | None]:
    return {key: None if amount is None else str(amount) for key, amount in amounts.items()}


def _rate(rate: VisitRate | None) -> dict[str, str] | None:
    return None if rate is None else {"per_hour": str(rate.per_hour), "per_visit": str(rate.per_visit)}


def _tariff(tariff: VisitTariff | None) -> dict[str, dict[str, str]]:
    if tariff is None:
        return {}
    return {"tariff": {"per_visit": str(tariff.per_visit), "per_minute": str(tariff.per_minute)}}


def costs_from(document: Document | None) -> Costs | None:
    if document is None:
        return None
    rates = {
        length: rate and VisitRate(Decimal(rate["per_hour"]), Decimal(rate["per_visit"]))
        for length, rate in document["visit_rates"].items()
    }
    return Costs(
        columns={column: _amounts_from(lines) for column, lines in document["columns"].items()},
        drivers=_amounts_from(document["drivers"]),
        visit_rates=rates,
        workings=_amounts_from(document["workings"]),
        tariff=_tariff_from(document.get("tariff")) or tariff_through(rates),
    )


def _tariff_from(stored: Mapping[str, str] | None) -> VisitTariff | None:
    return None if stored is None else VisitTariff(Decimal(stored["per_visit"]), Decimal(stored["per_minute"]))


def _amounts_from(stored: Mapping[str, str | None]) -> dict[str, Amount]:
    return {key: None if amount is None else Decimal(amount) for key, amount in stored.items()}
