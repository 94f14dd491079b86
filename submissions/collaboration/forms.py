"""Forms to share a return with a colleague, and to hand it over."""

from collections.abc import Iterable
from typing import Any

from django import forms

from register.fields import EmailAddressField

NOTE = "They read it here after signing in. It is not put into the email."


def _note() -> forms.CharField:
    return forms.CharField(
        label="A note for them (optional)",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=NOTE,
    )


class ColleagueForm(forms.Form):
    """A choice of a colleague, with a note; ``choices`` are ids and names."""

    to = forms.ChoiceField(label="Colleague", widget=forms.RadioSelect, error_messages={"required": "Choose somebody"})
    words = _note()

    def __init__(self, choices: Iterable[tuple[str, str]], label: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices, field.label = list(choices), label


class NewColleagueForm(forms.Form):
    email = EmailAddressField(
        label="Their email address",
        help_text="They get an invitation that works for this address only, for 72 hours. They can then fill in, "
        "correct and submit your returns.",
        error_messages={"required": "Enter their email address"},
    )
    new_words = _note()
