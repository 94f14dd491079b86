"""Forms to bring price indices: one value, a file, or what was pasted."""

from decimal import Decimal
from typing import Any

from django import forms

from accounts.fields import DateInputField
from reports.indices.domain.price_index import LONGEST_NAME, LONGEST_SOURCE, value_fault

_LONGEST_PASTE = 200_000


class IndexValueForm(forms.Form):
    """One value of an index, new or not."""

    name = forms.CharField(
        label="Name of the index",
        max_length=LONGEST_NAME,
        help_text="For example CPI, all items. A name that stands in the list puts the value into that index.",
        error_messages={"required": "Name the index"},
    )
    day = DateInputField(label="Date", require_all_fields=False, help_text="For example 1 4 2026.")
    value = forms.DecimalField(
        label="Value",
        max_digits=19,
        decimal_places=10,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "max_digits", "max_decimal_places", "max_whole_digits"),
            "Enter the value as a number above 0, such as 133.5",
        ),
    )
    source = forms.CharField(
        label="Source",
        max_length=LONGEST_SOURCE,
        help_text="Where it was published, for example ONS, series D7BT, 20 May 2026.",
        error_messages={"required": "Say where the value was published"},
    )

    def clean_value(self) -> Decimal:
        value: Decimal = self.cleaned_data["value"]
        expected = value_fault(value)
        if expected:
            raise forms.ValidationError(f"Enter the value as {expected}, such as 133.5")
        return value


class IndexFileForm(forms.Form):
    """A file or pasted rows; exactly one of both."""

    file = forms.FileField(
        label="A file",
        required=False,
        help_text="xlsx, ods or csv, up to 5 MB.",
        widget=forms.FileInput({"accept": ".xlsx,.ods,.csv"}),
        error_messages={"empty": "The file is empty"},
    )
    pasted = forms.CharField(
        label="Or paste the rows here",
        required=False,
        max_length=_LONGEST_PASTE,
        help_text="With the row of headings, as they are copied from a spreadsheet program.",
        widget=forms.Textarea({"rows": 6}),
    )
    replaces = forms.BooleanField(
        label="Replace all values of these indices",
        required=False,
        help_text="Otherwise new dates are put in, and a date that is there already gets the new value.",
        widget=forms.CheckboxInput,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, pasted = cleaned.get("file"), (cleaned.get("pasted") or "").strip()
        if not self.errors and bool(file) == bool(pasted):
            self.add_error("file", "Choose a file or paste rows, one of both")
        return cleaned

    @property
    def brought(self) -> tuple[bytes, str]:
        """Return what was brought, and in words where it came from."""
        file = self.cleaned_data["file"]
        return (file.read(), file.name) if file else (self.cleaned_data["pasted"].encode(), "pasted")
