"""The sign-in library's forms in our own words: plain labels, no grey text in the boxes, errors that say what to do."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from accounts.forms import NEW_PASSWORD

NOT_AN_ADDRESS = "Enter an e-mail address in full, such as name@example.org"
# Label, hint, and what is said of an empty box.
WORDS = {
    "login": ("E-mail address", "", "Enter your e-mail address"),
    "email": ("E-mail address", "", "Enter your e-mail address"),
    "password": ("Password", "", "Enter your password"),
    "oldpassword": ("Your password now", "", "Enter the password that you have now"),
    "password1": ("New password", NEW_PASSWORD, "Enter a new password"),
    "password2": ("New password, once more", "", "Enter the new password once more"),
    "code": ("Six digits from your app, or a recovery code", "", "Enter the code"),
}


class Plain:
    """Before a form of the library."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in WORDS.keys() & self.fields.keys():
            field = self.fields[name]
            field.label, field.help_text, field.error_messages["required"] = WORDS[name]
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = NOT_AN_ADDRESS
                field.widget.attrs["spellcheck"] = "false"


class LoginForm(Plain, account.LoginForm):  # type: ignore[misc]
    def clean(self) -> Any:
        """What is wrong with both together stands at the first, so that the summary leads to it."""
        try:
            return super().clean()
        except forms.ValidationError as wrong:
            self.add_error("login", wrong)
            return self.cleaned_data


class ResetPasswordForm(Plain, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class CodeForm(Plain, second_step.AuthenticateForm):  # type: ignore[misc]
    pass


class CodeAgainForm(Plain, second_step.ReauthenticateForm):  # type: ignore[misc]
    pass


class FirstCodeForm(Plain, ActivateTOTPForm):  # type: ignore[misc]
    """There are no recovery codes yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Six digits from your app"
