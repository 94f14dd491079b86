"""Forms to ask, answer and close questions, and to filter their list."""

from typing import Any

from django import forms

from costing.form import Form
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
    ("done", "Done"),
]


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
    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=[(one.value, one.label) for one in QuestionOutcome],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it"},
    )


class QueryFilter(forms.Form):
    q = forms.CharField(label="Location, provider, CQC ID or what it is about", required=False, max_length=100)
    turn = forms.ChoiceField(label="Where it stands", choices=TURNS, required=False)
