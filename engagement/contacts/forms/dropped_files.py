"""The form on which an e-mail or an invitation is dropped."""

from django import forms


class DropForm(forms.Form):
    file = forms.FileField(
        label="The email or invitation",
        help_text="An .eml or .ics file, up to 10 MB. You see a draft; nothing is kept before you save it, and "
        "attachments never are.",
        widget=forms.FileInput({"accept": ".eml,.ics"}),
        error_messages={"required": "Choose the email or invitation", "empty": "The file is empty"},
    )
