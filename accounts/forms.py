"""Forms about people."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.domain.roles import PROVIDER_ROLES
from accounts.models import User

NEW_PASSWORD = "At least 12 characters. Three words that do not belong together are easy to remember."


class JoinForm(forms.Form):
    """Name and password of somebody who takes up an invitation."""

    full_name = forms.CharField(
        label="Your name",
        max_length=200,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": "Enter your name"},
    )
    password = forms.CharField(
        label="Choose a password",
        help_text=NEW_PASSWORD,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password"},
        strip=False,
    )

    def __init__(self, email: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        """Neither the name nor the address may serve as a password."""
        person = User(email=self.email, full_name=self.cleaned_data.get("full_name", ""))
        validate_password(self.cleaned_data["password"], person)
        return str(self.cleaned_data["password"])


class InviteColleagueForm(forms.Form):
    email = forms.EmailField(
        label="Your colleague’s e-mail address",
        help_text="The invitation works for this address only.",
        error_messages={
            "required": "Enter your colleague’s e-mail address",
            "invalid": "Enter an e-mail address in full, such as name@example.org",
        },
    )
    role = forms.ChoiceField(
        label="What may they do?",
        widget=forms.RadioSelect,
        choices=[
            ("provider_user", "Fill in, correct and submit returns"),
            ("provider_administrator", "The same, and invite colleagues"),
        ],
        error_messages={"required": "Choose what they may do"},
    )

    def clean_role(self) -> str:
        role = str(self.cleaned_data["role"])
        if role not in PROVIDER_ROLES:
            raise forms.ValidationError("Choose what they may do")
        return role


class SearchForm(forms.Form):
    q = forms.CharField(label="Search", required=False, max_length=100)
