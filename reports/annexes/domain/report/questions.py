"""The last section of Annex B: the questions asked, as they stand in the edition of the form that was used."""

from costing.form import AnswerType, Form, Question
from reports.annexes.domain.blocks import Block, heading, table, words

TYPES = {
    AnswerType.TEXT: "words",
    AnswerType.EMAIL: "an email address",
    AnswerType.LOCATION_ID: "the location’s number",
    AnswerType.DATE: "a date",
    AnswerType.PERCENT: "per cent",
    AnswerType.INTEGER: "a whole number",
}


def questions(form: Form) -> list[Block]:
    found = [
        heading("The questions asked", 1, on_new_page=True),
        words(f"{form.title}, edition {form.version} of the form: {len(form.questions)} questions."),
    ]
    for sheet in form.sheets:
        rows = [(_label(one), _answer(one), _asked(one)) for one in form.questions_on(sheet)]
        found.append(table(sheet, ("Question", "Answer in", "Required"), rows, widths=(5, 2.6, 1.4)))
    return found


def _label(one: Question) -> str:
    return one.label if one.label[:1].isupper() else one.label[:1].upper() + one.label[1:]


def _answer(one: Question) -> str:
    if one.choices:
        return " / ".join(one.words_of(choice) for choice in one.choices)
    if one.type == AnswerType.PERCENT:
        return TYPES[one.type]
    return one.unit or TYPES.get(one.type, "a number")


def _asked(one: Question) -> str:
    if one.required:
        return "yes"
    return "where it applies" if one.required_when else "no"
