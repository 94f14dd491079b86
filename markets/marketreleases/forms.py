"""The forms by which a draft of a market's release is sent back, and a release withdrawn."""

from django import forms

from reports.domain.withdrawal import LONGEST_NOTE, WithdrawalReason

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


class WithdrawMarketForm(forms.Form):
    """Why a release is withdrawn: a reason of a list for the council, and words for the team."""

    because = forms.ChoiceField(
        label="Why is it withdrawn?",
        help_text="The council reads this in its place.",
        choices=[(reason.value, reason.label) for reason in WithdrawalReason],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose why it is withdrawn",
            "invalid_choice": "Choose from the list why it is withdrawn",
        },
    )
    note = forms.CharField(
        label="What happened?",
        help_text=f"Up to {LONGEST_NOTE} characters. Only the independent team reads this.",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "required": "Say what happened, for your colleagues",
            "max_length": f"Say in up to {LONGEST_NOTE} characters what happened",
        },
    )
