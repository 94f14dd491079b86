"""Forms of what people said: one figure, or many out of a file or a table."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from accounts.fields import DateInputField
from markets.evaluation.domain.experience import (
    LONGEST_SOURCE,
    LONGEST_ZONE,
    ExperienceKind,
    ExperienceRow,
    row_fault,
)
from markets.evaluation.domain.experience_table import experience_rows, rows_in_file
from markets.evaluation.forms.evaluations import EARLIEST, LATEST
from spreadsheets.decimals import rounded
from spreadsheets.tables.any_file import UnreadableTable

LARGEST_FILE = 2_000_000
NOTHING = "Choose a file, or put rows in"
BETWEEN_YEARS = "The date must be between 2000 and 2100"


class ExperienceForm(forms.Form):
    """One figure of what people said."""

    kind = forms.ChoiceField(
        label="What", choices=[(one.value, one.label) for one in ExperienceKind],
        error_messages={"required": "Choose what the figure is of"},
    )  # fmt: skip
    day = DateInputField(label="Date", require_all_fields=False)
    figure = forms.DecimalField(
        label="Figure", max_digits=10, decimal_places=2, min_value=Decimal(0),
        widget=forms.TextInput({"inputmode": "decimal"}), help_text="Per cent satisfied, or how many complaints.",
        error_messages={"required": "Enter the figure", "invalid": "The figure must be a number"},
    )  # fmt: skip
    source = forms.CharField(
        label="Where it is from", max_length=LONGEST_SOURCE, error_messages={"required": "Say where the figure is from"}
    )
    zone = forms.CharField(
        label="Zone", max_length=LONGEST_ZONE, required=False, help_text="Blank for the whole authority."
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        day = found.get("day")
        if isinstance(day, date) and not EARLIEST <= day <= LATEST:
            self.add_error("day", BETWEEN_YEARS)
        if "kind" in found and "figure" in found:
            trouble = row_fault(ExperienceKind(found["kind"]), found["figure"])
            if trouble:
                self.add_error("figure", trouble)
        return found

    @property
    def rows(self) -> list[ExperienceRow]:
        found = self.cleaned_data
        kind, zone = ExperienceKind(found["kind"]), found["zone"].strip()
        return [ExperienceRow(kind, found["day"], rounded(found["figure"]), found["source"].strip(), zone)]


class ExperienceTableForm(forms.Form):
    """Many figures at once: out of a file, or as they are copied out of a table."""

    file = forms.FileField(
        label="File",
        required=False,
        help_text="CSV, Excel (.xlsx) or OpenDocument, with the headings Date, Kind, Figure, Source and, if you have "
        "it, Zone. You see first what was read.",
        error_messages={"empty": "This file is empty."},
    )
    table = forms.CharField(
        label="Or rows", max_length=100_000, required=False, widget=forms.Textarea({"rows": 8}),
        help_text="One a line: date, satisfaction or complaints, figure, source and, if you have it, zone. Copied out "
        "of a spreadsheet is right.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[ExperienceRow] = []

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file:
            return file
        if file.size > LARGEST_FILE:
            raise forms.ValidationError("This file is larger than 2 MB. Send the rows of a shorter time.")
        try:
            self.rows = rows_in_file(bytes(file.read()))
        except UnreadableTable as trouble:
            raise forms.ValidationError(str(trouble)) from None
        except ValueError as trouble:
            raise forms.ValidationError(str(trouble).splitlines()) from None
        return file

    def clean_table(self) -> str:
        text = str(self.cleaned_data["table"])
        if self.rows or not text.strip():
            return text
        try:
            self.rows = experience_rows(text)
        except ValueError as trouble:
            raise forms.ValidationError(str(trouble)) from None
        return text

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.rows and not self.errors:
            raise forms.ValidationError(NOTHING)
        if any(not EARLIEST <= row.day <= LATEST for row in self.rows):
            raise forms.ValidationError(BETWEEN_YEARS)
        return found
