"""Form fields for an email address and a phone number, read as the lists of people read theirs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from spreadsheets.email_addresses import WANTED, addressed, wanted
from spreadsheets.phone_numbers import NoPhone, phone_from

# Longer than a name with its address, or than several phone numbers: not worth reading.
LONGEST = 500
EXAMPLE = "name@example.org"


class EmailAddressField(forms.EmailField):
    """An address as people paste it: alone, in brackets, behind a name or as a link; in small letters."""

    # The reader judges, so that a form takes what a list takes.
    default_validators = []

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if text in self.empty_values:
            return text
        found = addressed(text) if len(text) <= LONGEST else None
        if found is None:
            raise ValidationError(_instead_of(text[:LONGEST]), code="invalid")
        return found.address


class PhoneField(forms.CharField):
    """A phone number as it is written, with the 0 that a spreadsheet took; what is none or damaged is asked about."""

    def __init__(self, *, autocomplete: str = "", **said: Any) -> None:
        """``autocomplete`` is for numbers of the person who types, which browsers know."""
        attributes = {"class": "govuk-input--width-20", "type": "tel"}
        widget = forms.TextInput(attributes | ({"autocomplete": autocomplete} if autocomplete else {}))
        super().__init__(**{"required": False, "widget": widget} | said)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        number = phone_from(text) if len(text) <= LONGEST else NoPhone("one phone number")
        if isinstance(number, NoPhone):
            raise ValidationError(f"Enter {number.expected}", code="invalid")
        return number


def _instead_of(text: str) -> str:
    expected = wanted(text)
    return f"Enter {expected}, such as {EXAMPLE}" if expected == WANTED else f"Enter {expected}"
