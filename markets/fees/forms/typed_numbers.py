"""Numbers as people type them, and the fields in which they do."""

from decimal import Decimal

from django import forms

from spreadsheets.numbers import number_from

LONGEST_NUMBER = 30
A_HUNDRED = Decimal(100)


class NumberField(forms.CharField):
    """A number with or without £, % and thousands' commas; a share is typed in per cent and is one of 1.

    ``between`` are the lowest and highest that may be typed, both counted and as typed.
    """

    def __init__(
        self, label: str, *, between: tuple[str, str] = ("0", "1000"), as_share: bool = False, **options: object
    ) -> None:
        self.low, self.high, self.as_share = Decimal(between[0]), Decimal(between[1]), as_share
        width = options.pop("width", "5")
        attrs = {"class": f"govuk-input govuk-input--width-{width}", "inputmode": "decimal"}
        widget = forms.TextInput(attrs | ({"aria-label": label} if options.pop("in_cell", False) else {}))
        missing = {"required": f"Enter {label[0].lower()}{label[1:]}"}
        super().__init__(label=label, max_length=LONGEST_NUMBER, widget=widget, error_messages=missing, **options)  # type: ignore[arg-type]

    def clean(self, value: object) -> Decimal | None:  # type: ignore[override]
        text = str(super().clean(value)).strip()
        if not text:
            return None
        found = number_from(text.removeprefix("£").removesuffix("%").strip(), "")
        if found is None:
            raise forms.ValidationError(f"{self.label}: “{text}” is not a number. Enter one such as 12.21")
        if not self.low <= found.value <= self.high:
            unit = " %" if self.as_share else ""
            raise forms.ValidationError(
                f"{self.label} cannot be {text}. Enter a number from {self.low:,f} to {self.high:,f}{unit}"
            )
        return found.value / A_HUNDRED if self.as_share else found.value


def as_typed(number: Decimal | None, *, as_share: bool = False) -> str:
    """Return a number as somebody would type it; blank for none."""
    if number is None:
        return ""
    shown = number * A_HUNDRED if as_share else number
    return f"{shown.normalize() if shown else Decimal(0):f}"
