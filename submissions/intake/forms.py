"""Forms to take workbooks in."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from django import forms

from register.fields.one_of_many import OneOfMany
from register.queries import Participation

_HANDED_IN = "They are what providers handed in at the time: count them as submitted"
_LONGEST_LIST = 200_000


class IntakeForm(forms.Form):
    """A single workbook, for a location or for the one that it names."""

    file = forms.FileField(
        label="The workbook",
        help_text="An Excel workbook (.xlsx or .xlsm) of any layout, up to 10 MB. It is kept as it is.",
        widget=forms.FileInput({"accept": ".xlsx,.xlsm"}),
        error_messages={"required": "Choose the workbook", "empty": "The file is empty"},
    )
    location = OneOfMany(label="Whose is it?", required=False)
    hands_in = forms.BooleanField(
        label="It is what the provider handed in: count it as submitted", required=False, widget=forms.CheckboxInput
    )

    def __init__(self, asked: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = offered(self.fields["location"], asked, "The location that the workbook or its name gives")

    def clean_location(self) -> Participation | None:
        return self.asked.get(self.cleaned_data["location"])


def offered(field: Any, asked: Iterable[Participation], empty: str) -> dict[str, Participation]:
    """Offer them in the field, and return them by key."""
    found = {str(one.id): one for one in asked}
    field.offer([(key, _named(one)) for key, one in found.items()], empty)
    return found


def _named(participation: Participation) -> str:
    return f"{participation.location_name} ({participation.location.cqc_location_id})"


class IntakeFolderForm(forms.Form):
    """A zip folder, and a list that names the locations of its files."""

    file = forms.FileField(
        label="The zip folder",
        help_text="A zip of workbooks, up to 100 MB and 500 files.",
        widget=forms.FileInput({"accept": ".zip"}),
        error_messages={"required": "Choose the zip folder", "empty": "The file is empty"},
    )
    list = forms.FileField(
        label="Which file is of which location (optional)",
        required=False,
        help_text="A csv with the columns file and location_id, for files that do not name their location.",
        widget=forms.FileInput({"accept": ".csv"}),
    )
    hands_in = forms.BooleanField(label=_HANDED_IN, required=False, widget=forms.CheckboxInput)

    def clean_list(self) -> dict[str, str]:
        file = self.cleaned_data.get("list")
        if not file:
            return {}
        chosen = chosen_locations(file.read(_LONGEST_LIST))
        if chosen is None:
            raise forms.ValidationError("The list needs the columns file and location_id in its first line.")
        return chosen


def chosen_locations(data: bytes) -> dict[str, str] | None:
    """Return the location IDs by file; None if the list has not its two columns."""
    rows = csv.DictReader(StringIO(data.decode("utf-8-sig", "replace").replace("\x00", "")))
    if not {"file", "location_id"} <= set(rows.fieldnames or ()):
        return None
    return {(row["file"] or "").strip()[:200]: (row["location_id"] or "").strip()[:30] for row in rows}


class ChooseLocationForm(forms.Form):
    location = OneOfMany(
        label="Whose workbook is it?",
        error_messages={"required": "Choose a location", "invalid_choice": "Choose a location of this exercise"},
    )

    def __init__(self, asked: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = offered(self.fields["location"], asked, "---------")

    def clean_location(self) -> Participation:
        return self.asked[self.cleaned_data["location"]]


class SendAsItIsForm(forms.Form):
    """A provider's workbook of another layout, for the team."""

    file = forms.FileField(
        label="Your workbook",
        help_text="An Excel workbook (.xlsx or .xlsm) of any layout, up to 10 MB. We keep it as it is.",
        widget=forms.FileInput({"accept": ".xlsx,.xlsm"}),
        error_messages={"required": "Choose the workbook to send", "empty": "The file is empty"},
    )
