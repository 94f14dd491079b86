"""The form of one page of the online return, a field a question; nothing is refused, all is kept as typed."""

from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms_gds.choices import Choice
from django import forms

from costing.findings import Finding
from costing.form import AnswerType, Form, Question
from submissions.domain.online.question_labels import choice_in_words, label_on_page, when_asked
from submissions.domain.online.typed_answers import LONGEST

LONG_UNIT = 14  # characters: a longer unit is said in the hint, as it would push the field off a phone
WIDTHS = {AnswerType.TEXT: "govuk-!-width-two-thirds", AnswerType.EMAIL: "govuk-!-width-two-thirds"}


class SectionForm(forms.Form):
    """A page of the return; ``findings`` of its answers stand at their fields."""

    def __init__(self, form: Form, sheet: str, typed: Mapping[str, str], findings: Iterable[Finding] = ()) -> None:
        """Bind the form to what was typed only if there are findings to show."""
        found = list(findings)
        super().__init__(dict(typed) if found else None, initial=dict(typed))
        asked = form.questions_on(sheet)
        for question in asked:
            self.fields[question.key] = field_of(question, label_on_page(question, asked), hint_of(form, question))
        for finding in found:
            self.add_error(finding.key, f"{finding.message} {finding.fix}".strip())


class AnyChoice(forms.ChoiceField):
    """A choice that takes any answer, as a workbook may have brought it; a finding says what is wrong."""

    def validate(self, value: Any) -> None:
        pass


def field_of(question: Question, label: str, hint: str) -> forms.Field:
    said: dict[str, Any] = {"label": label, "required": False, "help_text": hint}
    if question.type == AnswerType.CHOICE:
        choices = [Choice(choice, choice_in_words(choice)) for choice in question.choices]
        return AnyChoice(choices=choices, widget=forms.RadioSelect, **said)
    return forms.CharField(widget=forms.TextInput(attributes_of(question)), strip=False, **said)


def hint_of(form: Form, question: Question) -> str:
    """Return the hint: the unit if the field cannot show it, the form's own help, and when it may be left out."""
    parts = [unit_in_words(question), question.help]
    if question.type == AnswerType.DATE:
        parts.append("For example 31 March 2026")
    parts.append(when_asked(form, question))
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip())


def unit_in_words(question: Question) -> str:
    unit = question.unit
    if question.type == AnswerType.PERCENT:
        return f"Per cent of {rest}" if (rest := unit.removeprefix("share").removeprefix(" of ").strip()) else ""
    behind = unit.removeprefix("£").strip()
    if len(behind) <= LONG_UNIT:
        return ""
    return f"In £ {behind}" if unit.startswith("£") else behind.capitalize()


def attributes_of(question: Question) -> dict[str, str]:
    attributes = {"maxlength": str(LONGEST), "autocomplete": "off", "class": WIDTHS.get(question.type, WIDTH_OF_FIGURE)}
    if question.is_numeric:
        attributes |= {"spellcheck": "false"} | signs_of(question)
    return attributes


WIDTH_OF_FIGURE = "govuk-input--width-10"


def signs_of(question: Question) -> dict[str, str]:
    """Return what stands before and behind the field; all of it is in text too, as a label or in the hint."""
    if question.type == AnswerType.PERCENT:
        return {"suffix": "%"}
    behind = question.unit.removeprefix("£").strip()
    shown = {"suffix": behind} if behind and len(behind) <= LONG_UNIT else {}
    return shown | ({"prefix": "£"} if question.unit.startswith("£") else {})
