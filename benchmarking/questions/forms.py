"""Forms to ask a council, to answer, and to close a query."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.fields import DateInputField
from benchmarking.questions.domain.council_queries import (
    LONGEST_WORDS,
    QueryOutcome,
    QuerySubject,
    query_subjects,
    subject_called,
    usual_due,
    why_not_due,
)


class AskCouncilForm(forms.Form):
    about = forms.ChoiceField(label="What is it about?", required=False)
    words = forms.CharField(
        label="Your query",
        max_length=LONGEST_WORDS,
        help_text="The council reads it. Its letter says that there is a query, without your words.",
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Type your query"},
    )
    due_on = DateInputField(label="Answer due by", required=False, require_all_fields=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about, due = self.fields["about"], self.fields["due_on"]
        assert isinstance(about, forms.ChoiceField)
        about.choices = [_group(name, group) for name, group in query_subjects()]
        due.initial = usual_due(timezone.localdate())
        due.help_text = "Left blank: a week from today."

    def clean_due_on(self) -> date:
        due: date | None = self.cleaned_data["due_on"]
        if due is not None and (because := why_not_due(due, timezone.localdate())):
            raise forms.ValidationError(because)
        return due or usual_due(timezone.localdate())

    @property
    def subject(self) -> QuerySubject:
        found = subject_called(self.cleaned_data["about"])
        assert found is not None  # one of the form's own choices
        return found


def _group(name: str, group: tuple[QuerySubject, ...]) -> tuple[str, Any]:
    if not name:
        return (group[0].key, group[0].label)
    return (name, [(one.key, one.label) for one in group])


class AnswerOfficeForm(forms.Form):
    words = forms.CharField(
        label="Your answer",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Type the answer"},
    )


class CloseCouncilQueryForm(forms.Form):
    """The outcome of a query, out of those that fit it."""

    outcome = forms.ChoiceField(
        label="What came of it?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what came of it",
            "invalid_choice": "Choose one of these. “Corrected” is for an answer that a later version has changed",
        },
    )

    def __init__(self, outcomes: Iterable[QueryOutcome], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.value, one.label) for one in outcomes]
        if QueryOutcome.CORRECTED not in outcomes:
            field.help_text = "“Corrected” can be chosen once an approved version says something else."
