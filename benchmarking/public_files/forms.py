"""Forms of public files: send one, and look through the figures."""

from typing import Any

from django import forms

from benchmarking.public_files.domain.periods import period_in
from benchmarking.public_files.queries import FigureChoice

LARGEST_FILE = 100_000_000


class PublicFileForm(forms.Form):
    file = forms.FileField(
        label="File",
        help_text="The file as it was published: .xlsx, .ods or .csv, up to 100 MB. Unpack what comes in a zip.",
        widget=forms.FileInput({"accept": ".xlsx,.ods,.csv"}),
        error_messages={"required": "Choose a file", "empty": "This file is empty."},
    )
    period = forms.CharField(
        label="Financial year (optional)",
        required=False,
        max_length=20,
        help_text="For example 2013-14. Only for a file that says no year itself, nor in its name.",
        widget=forms.TextInput({"class": "govuk-input--width-5", "autocomplete": "off"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError("This file is larger than 100 MB, which none of these files is.")
        return file

    def clean_period(self) -> str:
        text = str(self.cleaned_data["period"])
        found = period_in(text)
        if text and not found:
            raise forms.ValidationError(f"“{text}” is no financial year, such as 2013-14.")
        return found


ORDERS = [("", "Council"), ("highest", "Value, the highest first"), ("lowest", "Value, the lowest first")]


class FigureFilter(forms.Form):
    """What to show of the figures."""

    measure = forms.ChoiceField(label="Figure", required=False)
    period = forms.ChoiceField(label="Year", required=False)
    q = forms.CharField(label="Council", required=False, max_length=100)
    sort = forms.ChoiceField(label="In order of", required=False, choices=ORDERS)
    editions = forms.BooleanField(label="Earlier and provisional figures too", required=False)

    def __init__(self, choices: list[FigureChoice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measure, period = self.fields["measure"], self.fields["period"]
        assert isinstance(measure, forms.ChoiceField) and isinstance(period, forms.ChoiceField)
        measure.choices = [("", "All"), *((one.measure, one.label) for one in choices)]
        periods = sorted({each for one in choices for each in one.periods}, reverse=True)
        period.choices = [("", "All"), *((one, one) for one in periods)]

    def clean_q(self) -> str:
        return str(self.cleaned_data["q"]).replace("\0", "")
