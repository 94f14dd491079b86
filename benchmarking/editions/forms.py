"""Forms of the team's decision on an edition."""

from django import forms

from reports.domain.withdrawal import LONGEST_NOTE, WithdrawalReason


class SendBackForm(forms.Form):
    """Why a draft goes back."""

    reason = forms.CharField(
        label="Why do you send it back?",
        help_text="Only the office’s analysts and approvers read this.",
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "required": "Say why you send it back",
            "max_length": "Say in up to 500 characters why you send it back",
        },
    )


class WithdrawEditionForm(forms.Form):
    """Why an edition is withdrawn: a reason of a list for everybody, and words for the team."""

    because = forms.ChoiceField(
        label="Why is it withdrawn?",
        help_text="Everybody who reads the edition reads this in its place.",
        choices=[(reason.value, reason.label) for reason in WithdrawalReason],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose why it is withdrawn",
            "invalid_choice": "Choose from the list why it is withdrawn",
        },
    )
    note = forms.CharField(
        label="What happened?",
        help_text=f"Up to {LONGEST_NOTE} characters. Only the office’s analysts and approvers read this.",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "required": "Say what happened, for your colleagues",
            "max_length": f"Say in up to {LONGEST_NOTE} characters what happened",
        },
    )
