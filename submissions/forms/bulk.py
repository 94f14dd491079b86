"""What is chosen on a list for one action on many, and the one form that all of them get."""

from datetime import date
from uuid import UUID

from crispy_forms_gds.fields import DateInputField
from django import forms
from django.utils import timezone

from register.domain.exercise_rules import extension_fault
from register.queries import Exercise
from submissions.desk.forms import ReturnAssignForm
from submissions.desk.queries import analysts_at
from submissions.domain.bulk import BulkAction
from submissions.forms.returns import ReturnFilter
from submissions.forms.scope import NotRelevantForm

ALL = "all"


class LongerForm(forms.Form):
    """The last day that many get, and why; a day that suits nobody is told before any of them has its turn."""

    until = DateInputField(
        label="New last day",
        help_text="They can send their returns until the end of this day.",
        require_all_fields=False,
    )
    reason = forms.CharField(
        label="Why do these locations have longer?",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why these locations have longer"},
    )

    def __init__(self, closes_on: date, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.closes_on = closes_on

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if fault := extension_fault(self.closes_on, until, timezone.localdate()):
            raise forms.ValidationError(fault)
        return until


class AllNotRelevantForm(NotRelevantForm):
    def __init__(self, data: object = None) -> None:
        super().__init__(data)
        self.fields["reason"].label = "Why are these locations not relevant?"
        self.fields["reason"].help_text = "For example: supported living only. They are left out of every count."
        self.fields["reason"].error_messages["required"] = "Say why these locations are not relevant"


def form_of(action: BulkAction, exercise: Exercise, data: object = None) -> forms.Form | None:
    """Return the form whose words all of them get; None for an action that needs no words."""
    if action is BulkAction.LONGER:
        return LongerForm(exercise.closes_on, data)
    if action is BulkAction.ASSIGN:
        return ReturnAssignForm(analysts_at(exercise.authority_id), data)
    return AllNotRelevantForm(data) if action is BulkAction.NOT_RELEVANT else None


class BulkChoice(forms.Form):
    """The ticked rows, or all that fit the filter of the list."""

    which = forms.ChoiceField(choices=[("ticked", "Those ticked"), (ALL, "All")], required=False)
    q = forms.CharField(required=False, max_length=100)
    eligibility = forms.CharField(required=False, max_length=20)
    findings = forms.ChoiceField(choices=ReturnFilter.base_fields["findings"].choices, required=False)  # type: ignore[attr-defined]
    invited = forms.CharField(required=False, max_length=20)
    analyst = forms.CharField(required=False, max_length=20)
    ids = forms.TypedMultipleChoiceField(required=False, coerce=UUID)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        field = self.fields["ids"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.valid_value = lambda value: True  # type: ignore[method-assign]

    @property
    def ticked(self) -> list[UUID] | None:
        """Return the ticked ones; None for all that fit the filter."""
        return None if self.cleaned_data["which"] == ALL else self.cleaned_data["ids"]
