"""The form of one page of the online return, a field a question; nothing is refused, all is kept as typed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crispy_forms_gds.choices import Choice
from django import forms

from costing.findings import Finding
from costing.form import AnswerType, FormPage, Question
from costing.form_pages import choice_help, help_sentences, said_above
from submissions.domain.online.question_labels import label_on_page
from submissions.domain.online.typed_answers import LONGEST

LONG_UNIT = 14  # characters: a longer unit is said in the hint, as it would push the field off a phone
WIDTHS = {AnswerType.TEXT: "govuk-!-width-two-thirds", AnswerType.EMAIL: "govuk-!-width-two-thirds"}


class SectionForm(forms.Form):
    """The questions of a page that are asked now; ``findings`` of its answers stand at their fields."""

    def __init__(
        self, page: FormPage, asked: Sequence[Question], typed: Mapping[str, str], findings: Iterable[Finding] = ()
    ) -> None:
        """Bind the form to what was typed only if there are findings to show."""
        found = list(findings)
        super().__init__(dict(typed) if found else None, initial=dict(typed))
        said = {key: parts for group in page.groups for key, parts in said_above(group).items()}
        for question in asked:
            label = label_on_page(question, page.questions)
            self.fields[question.key] = field_of(question, label, hint_of(question, said[question.key]))
        for finding in found:
            self.add_error(finding.key, f"{finding.message} {finding.fix}".strip())


class AnyChoice(forms.ChoiceField):
    """A choice that takes any answer, as a workbook may have brought it; a finding says what is wrong."""

    def validate(self, value: Any) -> None:
        pass


def field_of(question: Question, label: str, hint: str) -> forms.Field:
    said: dict[str, Any] = {"label": label, "required": False, "help_text": hint}
    if question.type == AnswerType.CHOICE:
        choices = [_choice(question, choice) for choice in question.choices]
        return AnyChoice(choices=choices, widget=forms.RadioSelect, **said)
    return forms.CharField(widget=forms.TextInput(attributes_of(question)), strip=False, **said)


def _choice(question: Question, choice: str) -> Choice:
    said = choice_help(question, choice)
    return Choice(choice, question.words_of(choice), hint=said) if said else Choice(choice, question.words_of(choice))


def hint_of(question: Question, said: Iterable[str] = ()) -> str:
    """Return the hint: the unit if the field cannot show it, the form's own help, and whether it may be left out.

    What is ``said`` above the group already is not said again.
    """
    own = [part for part in help_sentences(question) if part not in said]
    example = f"For example {question.example}" if question.example else ""
    is_optional = not question.required and question.required_when is None
    return sentences([unit_in_words(question), *own, example, "Optional" if is_optional else ""])


def sentences(parts: Iterable[str]) -> str:
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip())


def unit_in_words(question: Question) -> str:
    """Return the unit if the field cannot show it."""
    unit = question.unit
    if question.type == AnswerType.PERCENT:
        return f"Per cent of {rest}" if (rest := unit.removeprefix("share").removeprefix(" of ").strip()) else ""
    behind = unit.removeprefix("£").strip()
    if len(behind) <= LONG_UNIT:
        return ""
    return f"In £ {behind}" if unit.startswith("£") else behind.capitalize()


def attributes_of(question: Question) -> dict[str, str]:
    attributes = {
        "maxlength": str(LONGEST),
        "autocomplete": question.purpose,
        "class": WIDTHS.get(question.type, WIDTH_OF_FIGURE),
    }
    if question.is_numeric:
        attributes |= {"spellcheck": "false"} | keypad_of(question) | signs_of(question)
    return attributes | KINDS.get(question.purpose, {})


KINDS = {
    "email": {"type": "email", "inputmode": "email", "spellcheck": "false"},
    "tel": {"type": "tel", "inputmode": "tel"},
    "name": {"spellcheck": "false"},
}


def keypad_of(question: Question) -> dict[str, str]:
    """Return the keypad of a phone; none where n/a or a minus may have to be typed, which a keypad of figures lacks."""
    if question.type == AnswerType.DECIMAL_OR_NA or (question.hard_min is not None and question.hard_min < 0):
        return {}
    return {"inputmode": "numeric" if question.type == AnswerType.INTEGER else "decimal"}


WIDTH_OF_FIGURE = "govuk-input--width-10"


def signs_of(question: Question) -> dict[str, str]:
    """Return what stands before and behind the field; all of it is in text too, as a label or in the hint."""
    if question.type == AnswerType.PERCENT:
        return {"suffix": "%"}
    behind = question.unit.removeprefix("£").strip()
    shown = {"suffix": behind} if behind and len(behind) <= LONG_UNIT else {}
    return shown | ({"prefix": "£"} if question.unit.startswith("£") else {})
