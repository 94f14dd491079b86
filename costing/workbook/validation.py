"""Warnings while typing, drop-downs, and the messages beside a cell; they never stop anyone."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from costing.form import AnswerType, Question
from costing.workbook.expressions import expected, fits, words_of
from costing.workbook.layout import INPUT, AnswerCell

_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
_HINTS = {
    AnswerType.PERCENT: "Type a percentage: 5, 5% and 0.05 all mean 5 %.",
    AnswerType.DATE: "Type a date such as 31/03/2026.",
    AnswerType.CHOICE: "Choose from the list.",
}
_KEEP = "You may keep it and go on: the portal will ask you about it. Write in the note what there is to know."


def add_validation(sheet: Worksheet, place: AnswerCell, question: Question) -> None:
    cell = place.address(INPUT)
    options: dict[str, Any] = {
        "input_title": _cut(question.label, _LONGEST_TITLE),
        "input_message": _cut(message(question), _LONGEST_MESSAGE),
        "error_title": "Please check",
        "error_message": _cut(f"Expected here: {expected(question)}. {_KEEP}", _LONGEST_MESSAGE),
        "error_type": "warning",
    }
    if question.type == AnswerType.CHOICE:
        options |= {"validate": "list", "source": [words_of(choice) for choice in question.choices]}
    elif question.type == AnswerType.TEXT:
        options |= {"validate": "any"}
    else:
        options |= {"validate": "custom", "value": "=" + fits(question, cell)}
    if question.type != AnswerType.TEXT or question.help:
        sheet.data_validation(cell, options)


def message(question: Question) -> str:
    """Return the help beside a cell, with how to type the answer if that is not plain."""
    parts = (question.help, _HINTS.get(question.type, ""))
    return " ".join(_sentence(part) for part in parts if part) or f"Expected: {expected(question)}."


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
