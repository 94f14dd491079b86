"""A number of the payment lab, as it is typed."""

from decimal import Decimal
from typing import Any

from django import forms

from spreadsheets.numbers import number_from

LONGEST_NUMBER = 30


class LabNumberField(forms.CharField):
    """A number between two that are counted, with or without £ and %; ``whole`` takes no decimal point."""

    def __init__(self, label: str, *, between: tuple[str, str], whole: bool = False, help_text: str = "") -> None:
        self.low, self.high, self.whole = Decimal(between[0]), Decimal(between[1]), whole
        widget = forms.TextInput({"class": "govuk-input govuk-input--width-5", "inputmode": "decimal"})
        missing = {"required": f"Enter a number: {label[0].lower()}{label[1:]}"}
        super().__init__(
            label=label, max_length=LONGEST_NUMBER, widget=widget, error_messages=missing, help_text=help_text
        )

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).strip()
        found = number_from(text.removeprefix("£").removesuffix("%").strip(), "")
        if found is None:
            raise forms.ValidationError(f"{self.label}: “{text}” is not a number. Enter one such as {self.low:f}")
        if not self.low <= found.value <= self.high or (self.whole and found.value != int(found.value)):
            kind = "whole number" if self.whole else "number"
            raise forms.ValidationError(
                f"{self.label}: {text} cannot be. Enter a {kind} from {self.low:,f} to {self.high:,f}"
            )
        return found.value
