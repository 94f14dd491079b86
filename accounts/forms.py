"""Forms about people, and the sign-in library's forms in our words."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest

from accounts import queries
from accounts.domain.roles import PROVIDER_ROLES
from accounts.fields import filter_day
from accounts.models import User

NOT_AN_ADDRESS = "Enter an email address in full, such as name@example.org"
NEW_PASSWORD = "At least 12 characters. Three words that do not belong together are easy to remember."


class JoinForm(forms.Form):
    """The name and password of somebody who accepts an invitation."""

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

    def __init__(self, email: str, *args: Any, scope: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email, self.scope = email, scope

    def clean_password(self) -> str:
        """Validate the password; it must not name the person, nor whom they are to act for."""
        person = User(email=self.email, full_name=self.cleaned_data.get("full_name", ""))
        person.offered_scopes = [self.scope]  # type: ignore[attr-defined]
        validate_password(self.cleaned_data["password"], person)
        return str(self.cleaned_data["password"])


class InviteColleagueForm(forms.Form):
    email = forms.EmailField(
        label="Your colleague’s email address",
        help_text="The invitation works for this address only.",
        error_messages={
            "required": "Enter your colleague’s email address",
            "invalid": NOT_AN_ADDRESS,
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


class ChangeAddressForm(forms.Form):
    """The new address, and who asks: the password, and a code of those who have a second factor."""

    email = forms.EmailField(
        label="New email address",
        help_text="We write to it: the change is made by the link in that email.",
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": "Enter your new email address", "invalid": NOT_AN_ADDRESS},
    )
    password = forms.CharField(
        label="Your password",
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
        strip=False,
    )

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data)
        self.request, self.person = request, request.user
        if is_mfa_enabled(self.person):
            self.fields["code"] = forms.CharField(
                label="Six digits from your app, or a recovery code",
                widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
                error_messages={"required": "Enter the code"},
            )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if email == self.person.email:
            raise forms.ValidationError("This is your address already. Enter the new one")
        return email

    def clean_password(self) -> str:
        """Compare the password, as often as the sign-in library lets somebody try."""
        if not ratelimit.consume(self.request, action="reauthenticate", user=self.person):
            raise forms.ValidationError("Too many tries. Wait five minutes, then try again")
        if not self.person.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError("This is not your password")
        return str(self.cleaned_data["password"])

    def clean_code(self) -> str:
        """Let the sign-in library look at the code once the password is right: a code counts once."""
        code = str(self.cleaned_data["code"])
        if not self.errors:
            asked = second_step.ReauthenticateForm({"code": code}, user=self.person)
            if not asked.is_valid():
                raise forms.ValidationError(asked.errors["code"])
        return code


class AuditFilter(forms.Form):
    """Who did what, when, and about what; ``verbs`` and ``kinds`` are those that there are in the trail."""

    who = forms.CharField(label="Who", required=False, max_length=100)
    verb = forms.ChoiceField(label="Did what", required=False)
    since = filter_day("From")
    until = filter_day("Until")
    about = forms.ChoiceField(label="About", required=False)
    q = forms.CharField(label="With what: a name, a word or a key", required=False, max_length=100)

    def __init__(self, verbs: list[str], kinds: list[str], data: Any) -> None:
        super().__init__(data)
        for name, words in (("verb", verbs), ("about", kinds)):
            self.fields[name].choices = [("", "Anything"), *((each, each) for each in words)]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, str]:
        """Return what the filter says, for an address; what cannot be read is left out."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


class SearchForm(forms.Form):
    q = forms.CharField(label="Search", required=False, max_length=100)


# Label, hint, and what is said of an empty box.
WORDS = {
    "login": ("Email address", "", "Enter your email address"),
    "email": ("Email address", "", "Enter your email address"),
    "password": ("Password", "", "Enter your password"),
    "oldpassword": ("Your password now", "", "Enter the password that you have now"),
    "password1": ("New password", NEW_PASSWORD, "Enter a new password"),
    "password2": ("New password, once more", "", "Enter the new password once more"),
    "code": ("Six digits from your app, or a recovery code", "", "Enter the code"),
}


class Plain:
    """A mixin that gives a form of the sign-in library our words; it stands before the library's form."""

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
    """The address and the password; where somebody has to wait, the code of their app as well, which passes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.data:
            self.fields["code"] = _code_instead_of_waiting()

    def clean(self) -> Any:
        """Attach an error about both fields to the first field, so that the summary links to it."""
        try:
            return super().clean()
        except forms.ValidationError as wrong:
            self.add_error("login", wrong)
            if wrong.code == "too_many_login_attempts":
                self.fields["code"] = _code_instead_of_waiting()
            return self.cleaned_data


def _code_instead_of_waiting() -> forms.CharField:
    return forms.CharField(
        label="Six digits from your app, if you have one",
        help_text="With them you need not wait. Enter your password again, too.",
        required=False,
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class ResetPasswordForm(Plain, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    def save(self) -> None:
        """Save it, and note that whoever holds this browser reads the person's mail: it is theirs, then."""
        super().save()
        context.request.proved_email = self.user.email


class ChangePasswordForm(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class CountedCode:
    """A mixin that counts wrong codes by person and device: who guesses elsewhere keeps nobody from their own."""

    def clean_code(self) -> str:
        person, request = self.user, context.request  # type: ignore[attr-defined]
        key = f"{person.pk} {queries.known_device(request, person.email)}"
        if not ratelimit.consume(request, action="code", key=key):
            raise forms.ValidationError("Too many wrong codes. Wait five minutes, then try again")
        code = str(super().clean_code())  # type: ignore[misc]
        ratelimit.clear(request, action="code", key=key)
        return code


class CodeForm(CountedCode, Plain, second_step.AuthenticateForm):  # type: ignore[misc]
    pass


class CodeAgainForm(CountedCode, Plain, second_step.ReauthenticateForm):  # type: ignore[misc]
    pass


class FirstCodeForm(Plain, ActivateTOTPForm):  # type: ignore[misc]
    """The code that switches the second factor on; at this point there are no recovery codes yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Six digits from your app"
