"""The form by which a draft of a market's release is sent back."""

from django import forms

LONGEST = 500


class SendMarketBackForm(forms.Form):
    """Why a draft is sent back."""

    reason = forms.CharField(
        label="Why you send it back",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For the team alone.",
        error_messages={"required": "Say why you send it back"},
    )
