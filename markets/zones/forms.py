"""The form of a zone plan that is proposed."""

from django import forms

from markets.zones.domain.zone_plan import MOST_ZONES


class ProposalForm(forms.Form):
    """How many zones are proposed, and by which seed."""

    name = forms.CharField(label="Name", max_length=85, error_messages={"required": "Give the plan a name"})
    zones = forms.IntegerField(
        label="How many zones", min_value=1, max_value=MOST_ZONES, initial=6,
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={"required": "Say how many zones", "invalid": "The number of zones must be a whole number"},
    )  # fmt: skip
    seed = forms.IntegerField(
        label="Seed", min_value=0, max_value=2**31 - 1, initial=1, widget=forms.TextInput({"inputmode": "numeric"}),
        help_text="The same seed gives the same plan again.",
        error_messages={"required": "Enter a seed", "invalid": "The seed must be a whole number"},
    )  # fmt: skip
