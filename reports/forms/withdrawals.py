"""The form by which the team withdraws a release."""

from django import forms

from reports.domain.withdrawal import LONGEST_NOTE, WithdrawalReason


class WithdrawalForm(forms.Form):
    because = forms.ChoiceField(
        label="Why is it withdrawn?",
        help_text="Everybody who reads the release reads this. Those who were told of the release by email are told.",
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
