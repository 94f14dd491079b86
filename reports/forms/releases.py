"""Forms for the team's decision on a draft."""

from django import forms


class RejectForm(forms.Form):
    reason = forms.CharField(
        label="Why do you send it back?",
        help_text="Only the independent team reads this.",
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why you send it back"},
    )
