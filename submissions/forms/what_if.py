"""The form to try figures: each field holds the given answer, and may be changed."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from costing.answers import Answers
from costing.figure_words import day_in_words, gbp
from costing.form import AnswerType, Question
from submissions.domain.what_if import Group, WageYear

HUNDRED = Decimal(100)


class WhatIfForm(forms.Form):
    """A field for each answer, in the unit of its question (a share in per cent), and a year's wage floor."""

    def __init__(
        self, groups: Sequence[Group], years: Sequence[WageYear], answers: Answers, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {question.key: question for group in groups for question in group.questions}
        self.answers = answers
        for question in self.questions.values():
            self.fields[question.key] = _field(question, answers.number(question.key))
        if years:
            self.fields["wage_from"] = forms.ChoiceField(
                label="National Living Wage and other rates",
                choices=[("", "As at your price date"), *((y.day.isoformat(), _year(y)) for y in years)],
                required=False,
                help_text="Rates of pay below the wage of the day you choose are raised to it.",
            )

    def changes(self) -> dict[str, Decimal]:
        """Return by key what differs from the answer; a blank field changes nothing."""
        typed = {key: self.cleaned_data.get(key) for key in self.questions}
        meant = {key: value / _scale(self.questions[key]) for key, value in typed.items() if value is not None}
        return {key: value for key, value in meant.items() if value != self.answers.number(key)}


def _field(question: Question, value: Decimal | None) -> forms.DecimalField:
    scale = _scale(question)
    prefix = {"prefix": "£"} if question.unit.startswith("£") else {}
    unit = "%" if scale == HUNDRED else question.unit.removeprefix("£").strip()
    widget = forms.TextInput({**prefix, "suffix": unit, "class": "govuk-input--width-5", "inputmode": "decimal"})
    return forms.DecimalField(
        label=question.label,
        required=False,
        initial=None if value is None else format((value * scale).normalize(), "f"),
        min_value=None if question.hard_min is None else question.hard_min * scale,
        max_value=None if question.hard_max is None else question.hard_max * scale,
        decimal_places=0 if question.type == AnswerType.INTEGER else None,
        widget=widget,
    )


def _scale(question: Question) -> Decimal:
    return HUNDRED if question.type == AnswerType.PERCENT else Decimal(1)


def _year(year: WageYear) -> str:
    return f"From {day_in_words(year.day)}: {gbp(year.wage)} an hour"
