"""The form of an evaluation that is planned."""

from datetime import date
from typing import Any

from django import forms

from accounts.fields import DateInputField
from markets.evaluation.domain.evaluation_terms import (
    FEWEST_OF_A_LOOK,
    MOST_OF_A_LOOK,
    PlannedEvaluation,
    judged_measures,
)

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
BETWEEN = f"The weeks must be between {FEWEST_OF_A_LOOK} and {MOST_OF_A_LOOK}"


class EvaluationForm(forms.Form):
    """What changes on which day, how many weeks are held against each other, and by which measures."""

    name = forms.CharField(label="Name", max_length=110, error_messages={"required": "Give the evaluation a name"})
    what = forms.CharField(
        label="What changes", max_length=2_000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text="So that whoever reads it in a year knows: the rule, the rate, the zones, the providers.",
    )  # fmt: skip
    change_on = DateInputField(
        label="Date of the change", require_all_fields=False, help_text="The first day on which it holds."
    )
    weeks = forms.IntegerField(
        label="Weeks of each look", min_value=FEWEST_OF_A_LOOK, max_value=MOST_OF_A_LOOK, initial=MOST_OF_A_LOOK,
        widget=forms.TextInput({"inputmode": "numeric"}),
        help_text="The last weeks before the change are held against the last ones before 3, 6 and 12 months after it. "
        "More weeks tell smaller changes from chance.",
        error_messages={
            "required": "Say how many weeks", "invalid": "The weeks must be a whole number",
            "min_value": BETWEEN, "max_value": BETWEEN,
        },
    )  # fmt: skip
    measures = forms.MultipleChoiceField(
        label="Measures", widget=forms.CheckboxSelectMultiple, initial=lambda: list(judged_measures()),
        help_text="All that are chosen are judged together: the more there are, the larger a change has to be.",
        error_messages={"required": "Choose at least one measure"},
    )  # fmt: skip

    def __init__(self, *args: Any, is_version: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["measures"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [(key, f"{one.label}. {one.definition}") for key, one in judged_measures().items()]
        if is_version:
            self.fields["why"] = forms.CharField(
                label="Why there is a new version", max_length=300,
                error_messages={"required": "Say in a sentence why there is a new version"},
            )  # fmt: skip

    def clean_change_on(self) -> date:
        day = self.cleaned_data["change_on"]
        if not EARLIEST <= day <= LATEST:
            raise forms.ValidationError("The date of the change must be between 2000 and 2100")
        assert isinstance(day, date)
        return day

    @property
    def told(self) -> PlannedEvaluation:
        found = self.cleaned_data
        return PlannedEvaluation(
            found["name"].strip(), found["what"].strip(), found["change_on"], found["weeks"], tuple(found["measures"])
        )
