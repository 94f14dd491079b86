"""The forms of zones: a plan that is proposed, and which plan is priced by which scenario."""

from collections.abc import Mapping
from typing import Any

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


class RatesFilter(forms.Form):
    """Which plan is priced by which scenario, both by their ids; what is not among them is not chosen."""

    plan = forms.ChoiceField(label="Zone plan", required=False)
    scenario = forms.ChoiceField(label="Fee scenario", required=False)

    def __init__(self, data: Any, plans: Mapping[str, Any], scenarios: Mapping[str, Any]) -> None:
        first = {"plan": next(iter(plans), ""), "scenario": next(iter(scenarios), "")}
        known = {"plan": plans, "scenario": scenarios}
        super().__init__({name: data[name] if data.get(name) in known[name] else first[name] for name in known})
        for name, rows in known.items():
            self.fields[name].choices = [(key, row.name) for key, row in rows.items()]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}
