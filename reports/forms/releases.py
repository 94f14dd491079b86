"""Forms for a draft, and for the team's decision on it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from reports.domain.subgroups import ZONE


class BreakdownForm(forms.Form):
    """The dimensions by which a release is broken down: zones unless the analyst says otherwise."""

    by = forms.MultipleChoiceField(
        label="Also by group",
        help_text="A group is shown only where the policy lets it pass. What is shown of one is fixed from then on, "
        "and groups that overlap hide each other: fewer ways of grouping show more.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "This calculation has no such groups: choose from those shown"},
    )

    def __init__(self, dimensions: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        first = [key for key, _ in dimensions if key == ZONE]
        super().__init__(*args, initial={"by": first}, **kwargs)
        field = self.fields["by"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = dimensions
        if not dimensions:
            del self.fields["by"]

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return what to preview: the choice, what is ticked at first, or nothing where the choice is none."""
        if not self.is_bound:
            return tuple(self.initial["by"])
        return self.dimensions if self.is_valid() else ()

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data.get("by", ()))


class RejectForm(forms.Form):
    reason = forms.CharField(
        label="Why do you send it back?",
        help_text="Only the independent team reads this.",
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why you send it back"},
    )
