"""The form with the reason why a location is not relevant."""

from django import forms


class NotRelevantForm(forms.Form):
    reason = forms.CharField(
        label="Why is this location not relevant?",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text="For example: supported living only. It is left out of every count of locations.",
        error_messages={"required": "Say why this location is not relevant"},
    )
