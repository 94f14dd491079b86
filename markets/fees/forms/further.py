"""Forms of a scenario's further pages: ranges, budget, providers, special fees."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from accounts.fields import DateInputField
from markets.fees.domain.fee_budget import MOST_YEARS, BudgetTerms, ProviderLine
from markets.fees.domain.inputs import ZoneTravel
from markets.fees.domain.pair_terms import THE_USUAL_PAIR
from markets.fees.domain.provider_lines import read_lines
from markets.fees.domain.result import ScenarioResult
from markets.fees.domain.special_page import SpecialTerms
from markets.fees.domain.swing_ranges import MOVABLE, Ends, usual_ranges
from markets.fees.forms.typed_numbers import NumberField, as_typed

LONGEST_LIST = 20_000
THE_USUAL = {
    "special": {**THE_USUAL_PAIR, "at_stake": "5", "chance": "80"},
    "budget": {"uplift": "3", "growth": "0", "years": "3"},
}


class SwingRangesForm(forms.Form):
    """The zone that is drawn, and the low and the high end of each input's range; both blank leaves it out."""

    zone = forms.ChoiceField(label="Zone", error_messages={"invalid_choice": "Choose a zone of this scenario"})

    def __init__(self, result: ScenarioResult, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["zone"].choices = [(zone.name, zone.name) for zone in result.zones]  # type: ignore[attr-defined]
        for movable in MOVABLE:
            for end in ("low", "high"):
                words = {"low": "from", "high": "to"}[end]
                self.fields[f"{movable.key}_{end}"] = NumberField(
                    f"{movable.label}: {words}",
                    between=movable.between,
                    as_share=movable.is_share,
                    required=False,
                    in_cell=True,
                )
        self.ranges: dict[str, Ends] = {}

    @property
    def rows(self) -> list[tuple[str, BoundField, BoundField]]:
        return [(one.label, self[f"{one.key}_low"], self[f"{one.key}_high"]) for one in MOVABLE]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for movable in MOVABLE:
            low, high = cleaned.get(f"{movable.key}_low"), cleaned.get(f"{movable.key}_high")
            if low is None and high is None:
                continue
            if low is None or high is None:
                self._say(movable.key, f"Enter both ends of {movable.label.lower()}, or clear both")
            elif low > high:
                self._say(movable.key, f"{movable.label}: the lower end is above the higher one")
            else:
                self.ranges[movable.key] = (low, high)
        return cleaned

    def _say(self, key: str, words: str) -> None:
        if f"{key}_low" not in self.errors and f"{key}_high" not in self.errors:
            self.add_error(f"{key}_low", words)


def usual_typed(result: ScenarioResult, zone_name: str) -> dict[str, str]:
    """Return what the form of ranges begins with for a zone; the first where there is none of that name."""
    zone = next((one for one in result.zones if one.name == zone_name), result.zones[0])
    typed = {"zone": zone.name}
    shares = {movable.key: movable.is_share for movable in MOVABLE}
    for key, (low, high) in usual_ranges(zone.inputs, zone.zone).items():
        typed |= {
            f"{key}_low": as_typed(low, as_share=shares[key]),
            f"{key}_high": as_typed(high, as_share=shares[key]),
        }
    return typed


class BudgetForm(forms.Form):
    """When the new fee starts, how it and the hours grow, for how many years, and what each provider has today."""

    start = DateInputField(label="The new fee starts on", require_all_fields=False)
    uplift = NumberField("Uplift of the new fee on each 1 April, %", between=("-20", "50"), as_share=True)
    growth = NumberField("Growth of hours on each 1 April, %", between=("-50", "50"), as_share=True)
    years = NumberField("Financial years", between=("1", str(MOST_YEARS)))
    providers = forms.CharField(
        label="Providers",
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea({"rows": 5}),
        help_text="A line each: name, hours a week, today’s rate, zone. Paste the columns from a spreadsheet.",
    )

    def __init__(self, zones: list[str], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.zones = zones
        self.lines: list[ProviderLine] = []

    def clean_years(self) -> int:
        years: Decimal = self.cleaned_data["years"]
        if years != int(years):
            raise forms.ValidationError("Enter whole years")
        return int(years)

    def clean_providers(self) -> str:
        text: str = self.cleaned_data["providers"]
        self.lines, faults = read_lines(text, self.zones)
        if faults:
            more = f" {len(faults) - 5} more lines cannot be used." if len(faults) > 5 else ""
            raise forms.ValidationError(f"{'. '.join(faults[:5])}.{more}")
        return text

    @property
    def terms(self) -> BudgetTerms:
        typed = self.cleaned_data
        return BudgetTerms(typed["start"], typed["uplift"], typed["growth"], typed["years"])


def usual_budget(today: date) -> dict[str, str]:
    """Return what the form of a budget begins with: the next 1 April."""
    year = today.year if today < date(today.year, 4, 1) else today.year + 1
    return {"start_0": "1", "start_1": "4", "start_2": str(year), **THE_USUAL["budget"]}


class SpecialForm(forms.Form):
    """Two careworkers, a pair in one car, a sub-contract, and what a lead provider has at stake."""

    overhead_share = NumberField(
        "Overheads of a second careworker, % of those of the first", between=("0", "100"), as_share=True
    )
    pair_t = NumberField("Travel of a specialist pair, minutes a visit", between=("0", "600"))
    pair_d = NumberField("Miles of a specialist pair, a visit", between=("0", "500"))
    sub_rate = NumberField("Rate that is paid to a sub-contractor, £ an hour", between=("0.01", "1000"), required=False)
    at_stake = NumberField("Share of the fee that hangs on pick-up, %", between=("0", "100"), as_share=True)
    chance = NumberField("Chance that the target is met, %", between=("0", "100"), as_share=True)

    @property
    def terms(self) -> SpecialTerms:
        typed = self.cleaned_data
        pair = ZoneTravel(typed["pair_t"], Decimal(0), typed["pair_d"])
        return SpecialTerms(typed["overhead_share"], pair, typed["sub_rate"], typed["at_stake"], typed["chance"])
