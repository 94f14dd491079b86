"""The label of a question on a page, told apart from others of the same name."""

from collections.abc import Sequence

from costing.form import AnswerType, Question


def label_on_page(question: Question, asked: Sequence[Question]) -> str:
    """Return the label, with its unit if another question of the page has the same label."""
    if sum(other.label == question.label for other in asked) < 2:
        return question.label
    return f"{question.label} ({'per cent' if question.type == AnswerType.PERCENT else question.unit})"
