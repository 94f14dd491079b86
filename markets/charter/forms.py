"""The form of the charter: a choice for each point that the council answers, and the Living Wage of the day."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from markets.charter.domain.ethical_charter import NO, OPEN, WAGE, WORDS, YES, charter_points
from spreadsheets.numbers import number_from

HIGHEST_WAGE = Decimal(1000)
CHOICES = [(answer, WORDS[answer]) for answer in (OPEN, YES, NO)]


class CharterForm(forms.Form):
    """The council's answers; what the inputs answer is not asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for point in charter_points():
            if point.is_ticked:
                self.fields[point.key] = forms.ChoiceField(label=point.label, choices=CHOICES, required=False)
        self.fields[WAGE] = forms.CharField(
            label="Living Wage of the day, £ per hour",
            help_text="The real Living Wage as it is published each October. Blank if it is not to be compared.",
            required=False,
            max_length=30,
            widget=forms.TextInput({"class": "govuk-input--width-5", "inputmode": "decimal"}),
        )

    def clean_wage(self) -> str:
        text = str(self.cleaned_data[WAGE] or "").strip()
        found = number_from(text, "£") if text else None
        if text and (found is None or found.is_percent or not 0 < found.value <= HIGHEST_WAGE):
            raise forms.ValidationError(f"“{text}” is no wage. Enter pounds an hour, such as 13.45")
        return f"{found.value:f}" if found else ""

    @property
    def ticks(self) -> Mapping[str, str]:
        return {key: value for key, value in self.cleaned_data.items() if value}
