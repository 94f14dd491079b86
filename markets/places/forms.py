"""The form by which a list of places is sent."""

from django import forms

from markets.places.domain.place_rows import AREA


class PlaceSendForm(forms.Form):
    """A published list of places, and the code of the council's area where the register does not tell it."""

    file = forms.FileField(
        label="File",
        help_text="Code-Point Open, the ONS Postcode Directory or the rural–urban classification: CSV, or its zip.",
        error_messages={"required": "Choose a file", "empty": "This file is empty."},
    )
    area = forms.CharField(
        label="Code of your area",
        required=False,
        max_length=9,
        help_text="Of the county, or of a city or borough: E10000020. Left blank, it is where your locations lie.",
        error_messages={"max_length": "The code of an area has nine characters, such as E10000020"},
    )

    def clean_area(self) -> str:
        area = str(self.cleaned_data["area"]).strip().upper()
        if area and not AREA.fullmatch(area):
            raise forms.ValidationError("The code of an area is E or W and eight digits, such as E10000020")
        return area
