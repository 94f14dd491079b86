"""Read what an analyst types as the adjusted value of an answer: as the online pages read it, or a refusal."""

from accounts.domain.refusal import Refusal
from costing.answers import Answers, normal_form
from costing.figure_words import answer_in_words
from costing.findings import Severity
from costing.form import AnswerType, Form, Question
from costing.parsing.answers import take_in
from submissions.domain.online.typed_answers import raw_return, typed_from

_NO_SUCH = Refusal("There is no figure of that name on this return that could be adjusted. Please choose one.")
_BLANK = Refusal(
    "Give the adjusted value: a figure, 0 where there is none of it, or n/a for a cost that cannot be given. "
    "Where a line should not count at all, leave the line out."
)


def can_be_adjusted(question: Question) -> bool:
    """Tell whether an analyst may put another value beside this answer: figures and choices, no name and no date."""
    return question.is_numeric or question.type == AnswerType.CHOICE


def adjusted_from(form: Form, answers: Answers, key: str, text: str) -> str | Refusal:
    """Return the normal form of what was typed, within the hard range, and other than what was submitted."""
    question = form.by_key.get(key)
    if question is None or not can_be_adjusted(question):
        return _NO_SUCH
    if not text.strip():
        return _BLANK
    taken, findings = take_in(form, raw_return(form, typed_from(form, answers) | {key: text}))
    wrong = next((one for one in findings if one.key == key and one.severity == Severity.MUST_FIX), None)
    if wrong is not None and wrong.code == "R03":
        return _BLANK
    if wrong is not None:
        return Refusal(f"{wrong.message} {wrong.fix}".strip())
    value, submitted = taken.values[key], answers.values[key]
    if value is None:
        return _BLANK
    if normal_form(value) == normal_form(submitted):
        words = answer_in_words(question, value)
        return Refusal(f"{words} is what was submitted. To go back to it, take the adjustment back.")
    return normal_form(value)
