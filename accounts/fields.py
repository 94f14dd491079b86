"""Form fields that every room uses."""

from datetime import date

from crispy_forms_gds import fields
from django import forms
from django.core.exceptions import ValidationError

# Whatever is planned or reported here lies between them; far beyond, sums of days and hours overflow.
FIRST_YEAR, LAST_YEAR = 1900, 2199


class DateInputField(fields.DateInputField):  # type: ignore[misc]
    """A day in three fields; a year of many digits is asked about, as no calendar holds it."""

    def compress(self, data_list: list[str]) -> date | None:
        if any(len(part or "") > 4 for part in data_list or ()):
            raise ValidationError(self._no_day)
        day: date | None = super().compress(data_list)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(self._no_day)
        return day

    _no_day = f"Enter a day between {FIRST_YEAR} and {LAST_YEAR}, such as 1 4 2026"


def filter_day(label: str) -> forms.DateField:
    """Return a date field of a single box, which is enough in a filter."""
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%d/%m/%Y", "%d/%m/%y", "%d %m %Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"],
        widget=forms.TextInput(),
        error_messages={"invalid": "Enter a date, such as 22/11/2026"},
    )
