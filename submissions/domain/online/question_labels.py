"""The label of a question on a page, told apart from others of the same name, and when it has to be answered."""

from collections.abc import Sequence

from costing.conditions import Term
from costing.form import AnswerType, Form, Question


def label_on_page(question: Question, asked: Sequence[Question]) -> str:
    """Return the label, with its unit if another question of the page has the same label."""
    if sum(other.label == question.label for other in asked) < 2:
        return question.label
    return f"{question.label} ({'per cent' if question.type == AnswerType.PERCENT else question.unit})"


def when_asked(form: Form, question: Question) -> str:
    """Tell in words when a question has to be answered; blank if everybody has to answer it."""
    if question.required:
        return ""
    if question.required_when is None:
        return "Optional"
    terms = question.required_when.terms
    labels = " or ".join(dict.fromkeys(f"“{form.by_key[term.key].label}”" for term in terms))
    operands = " or ".join(dict.fromkeys(_operand(term) for term in terms))
    return f"Only if {labels} is {operands}"


def _operand(term: Term) -> str:
    return f"“{choice_in_words(term.operand)}”" if term.operator == "=" else f"above {term.operand}"


def choice_in_words(choice: str) -> str:
    return choice.replace("_", " ").capitalize()
