"""Forms to ask, answer and close questions, and to filter their list."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.fields import DateInputField
from costing.form import Form
from submissions.questions.domain.cycles import CYCLES, due_fault, usual_due
from submissions.questions.domain.questions import (
    LONGEST,
    AnswerChannel,
    QuestionOutcome,
    QuestionSubject,
    abouts,
)

TURNS = [
    ("", "Any"),
    ("team", "With the team"),
    ("provider", "With the provider"),
    ("overdue", "Overdue"),
    ("done", "Done"),
]


class DueForm(forms.Form):
    """The day by which the provider should answer, and the cycle; what is left blank is as usual."""

    due_on = DateInputField(label="Answer due by", required=False, require_all_fields=False)
    cycle = forms.TypedChoiceField(label="Cycle", required=False, coerce=int, empty_value=None)

    def __init__(self, usual_cycle: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        due, cycle = self.fields["due_on"], self.fields["cycle"]
        assert isinstance(cycle, forms.ChoiceField)
        due.initial = usual_due(timezone.localdate())
        due.help_text = "Left blank: a week from today. Providers read it."
        cycle.choices = [("", f"The one that follows: {usual_cycle}"), *((str(one), str(one)) for one in CYCLES)]

    def clean_due_on(self) -> date | None:
        due: date | None = self.cleaned_data["due_on"]
        if due is not None and (refusal := due_fault(due, timezone.localdate())):
            raise forms.ValidationError(refusal.because)
        return due


class AskForm(forms.Form):
    """A new question; ``about`` is a question of the form, a line of costs or the whole return."""

    about = forms.ChoiceField(label="What is it about?", required=False)
    words = forms.CharField(
        label="Your question",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Type your question"},
    )

    def __init__(self, form: Form, hint: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about, words = self.fields["about"], self.fields["words"]
        assert isinstance(about, forms.ChoiceField)
        about.choices = [_group(name, group) for name, group in abouts(form)]
        words.help_text = hint


class TeamAskForm(AskForm, DueForm):
    """A new question of the team, with the day by which it should be answered."""

    field_order = ("about", "words", "due_on", "cycle")

    def __init__(self, form: Form, hint: str, usual_cycle: int, *args: Any, **kwargs: Any) -> None:
        DueForm.__init__(self, usual_cycle, *args, **kwargs)
        about, words = self.fields["about"], self.fields["words"]
        assert isinstance(about, forms.ChoiceField)
        about.choices = [_group(name, group) for name, group in abouts(form)]
        words.help_text = hint


class AskTogetherForm(DueForm):
    """Several questions of one return: a text for each subject, one due date."""

    def __init__(self, usual_cycle: int, asked: Sequence[tuple[str, str, str]], *args: Any, **kwargs: Any) -> None:
        """Make a field for each of ``asked``: its name, what it is about, and the words to begin with."""
        super().__init__(usual_cycle, *args, **kwargs)
        for name, about, words in asked:
            self.fields[name] = forms.CharField(
                label=about,
                max_length=LONGEST,
                initial=words,
                widget=forms.Textarea({"rows": 3}),
                error_messages={"required": f"Type your question about “{about}”"},
            )
        self.order_fields([*(name for name, _, _ in asked), "due_on", "cycle"])


def _group(name: str, group: tuple[QuestionSubject, ...]) -> tuple[str, Any]:
    if not name:
        return (group[0].text, group[0].label)
    return (name, [(about.text, about.label) for about in group])


class AnswerForm(forms.Form):
    words = forms.CharField(
        label="Your answer",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Type the answer"},
    )


class HeardForm(AnswerForm):
    """An answer that the provider gave elsewhere, written down by an analyst."""

    channel = forms.ChoiceField(
        label="How did the answer come?",
        choices=[(one.value, one.label.capitalize()) for one in AnswerChannel if one != AnswerChannel.PORTAL],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the answer came"},
    )
    field_order = ("channel", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = "What did the provider say?"


class CloseForm(forms.Form):
    """The outcome of a question of the team, out of those that fit it."""

    outcome = forms.ChoiceField(
        label="What came of it?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what came of it",
            "invalid_choice": "Choose one of these. “Corrected” is for a figure that a later version has changed",
        },
    )

    def __init__(self, outcomes: Iterable[QuestionOutcome], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.value, one.label) for one in outcomes]
        if QuestionOutcome.CORRECTED not in outcomes:
            field.help_text = "“Corrected” can be chosen once a later version has another figure."


class QueryFilter(forms.Form):
    q = forms.CharField(label="Location, provider, CQC ID or what it is about", required=False, max_length=100)
    turn = forms.ChoiceField(label="Where it stands", choices=TURNS, required=False)
