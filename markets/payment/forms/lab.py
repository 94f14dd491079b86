"""The form of the payment lab: what is compared, of which months, and how it is paid; and a run's name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from markets.payment.domain.lab_months import Span, days_within, months_of
from markets.payment.domain.lab_terms import OutcomeTerms, terms_of
from markets.payment.domain.paid_level import BlockTerms, PaidLevel
from markets.payment.forms.lab_number_field import LabNumberField

MOST_RULES = 4
NUMBERS = range(1, MOST_RULES + 1)
USUAL_RULES = ("planned", "actual_minute", "nearest_5", "bands_tol_3")
USUAL = {"frustrated": "0", "cancelled": "0", "notice": "24", "further": "100", "ends": "50", "rate": "24.20"}
USUAL |= {"guaranteed": "100", "margin": "10"}
LEVELS = [(level.value, level.label) for level in PaidLevel]
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class LabChoices:
    """What may be chosen: rules, rate cards, scenarios of the fee lab, and the days that are held."""

    rules: Choices
    cards: Choices = ()
    scenarios: Choices = ()
    span: Span | None = None


class PaymentLabForm(forms.Form):
    """Up to four rules, what an hour is paid, and steps 7 and 8; it stands in the address."""

    first_month = forms.ChoiceField(label="From the month", required=False)
    last_month = forms.ChoiceField(label="To the month", required=False)
    rate = LabNumberField("Rate an hour, £", between=("0.01", "1000"), help_text="Where the rate card has none.")
    card = forms.ChoiceField(label="Rate card", required=False)
    scenario = forms.ChoiceField(
        label="Fair rates of the fee lab", required=False, help_text="What they would be billed at by each rule."
    )
    ends = LabNumberField(
        "Of the drawn-out visits, per cent that end when done",
        between=("0", "100"),
        whole=True,
        help_text="0 to 100. Nobody knows: try several.",
    )
    frustrated = LabNumberField("Nobody at home: per cent of planned paid", between=("0", "100"), whole=True)
    cancelled = LabNumberField("Cancelled late: per cent of planned paid", between=("0", "100"), whole=True)
    notice = LabNumberField("Late is less notice than, hours", between=("0", "10000"), whole=True)
    further = LabNumberField("A second careworker: per cent paid", between=("0", "100"), whole=True)

    guaranteed = LabNumberField("Block: guaranteed hours, per cent of planned", between=("1", "200"), whole=True)
    margin = LabNumberField("Block: paid as guaranteed up to so many per cent more", between=("0", "100"), whole=True)

    def __init__(self, typed: Mapping[str, Any], choices: LabChoices) -> None:
        super().__init__({**USUAL, **dict(typed.items())} if "rule_1" in typed else _usual(choices.rules))
        self.span = choices.span
        for number in NUMBERS:
            first = number == 1
            self.fields[f"rule_{number}"] = forms.ChoiceField(
                label="As it is paid today" if first else f"Rule {number}",
                required=first,
                choices=choices.rules if first else [("", "none"), *choices.rules],
                error_messages={"invalid_choice": "Choose one of the rules in the list"},
            )
            self.fields[f"level_{number}"] = forms.ChoiceField(
                label=f"Rule {number} pays",
                required=False,
                choices=LEVELS,
                error_messages={"invalid_choice": "Choose a visit, a client’s week or a block of hours"},
            )
        months = months_of(choices.span) if choices.span else []
        self._offer("card", "None: one rate an hour for all", choices.cards, "rate cards")
        self._offer("scenario", "None", choices.scenarios, "scenarios")
        self._offer("first_month", "the first that is held", months, "months")
        self._offer("last_month", "the last that is held", months, "months")

    def _offer(self, name: str, blank: str, choices: Choices, what: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", blank), *choices]
        field.error_messages["invalid_choice"] = f"Choose one of the {what} in the list"

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if self.span and {"first_month", "last_month"} <= found.keys() and self.days is None:
            self.add_error("last_month", "The last month lies before the first one")
        return found

    @property
    def rule_fields(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"rule_{number}"], self[f"level_{number}"]) for number in NUMBERS]

    @property
    def pay_fields(self) -> list[BoundField]:
        return [self[name] for name in ("rate", "card", "scenario", "ends")]

    @property
    def month_fields(self) -> list[BoundField]:
        return [self["first_month"], self["last_month"]]

    @property
    def further_fields(self) -> list[BoundField]:
        return [self[name] for name in ("frustrated", "cancelled", "notice", "further")]

    @property
    def block_fields(self) -> list[BoundField]:
        return [self["guaranteed"], self["margin"]]

    @property
    def chosen(self) -> list[tuple[str, PaidLevel]]:
        """Return the rules that were chosen with their levels."""
        found = [(self.cleaned_data.get(f"rule_{n}", ""), self.cleaned_data.get(f"level_{n}")) for n in NUMBERS]
        return [(rule, PaidLevel(level or PaidLevel.VISIT)) for rule, level in found if rule]

    @property
    def days(self) -> Span | None:
        """Return the held days of the months that were chosen."""
        ends = (self.cleaned_data["first_month"], self.cleaned_data["last_month"])
        return days_within(self.span, *ends) if self.span else None

    @property
    def terms(self) -> OutcomeTerms:
        return terms_of(self.cleaned_data)

    @property
    def asked(self) -> dict[str, Any]:
        """Return the settings as they are kept."""
        found = self.cleaned_data
        return {
            "rules": [rule for rule, _ in self.chosen],
            "rate": f"{found['rate']:f}",
            "card": found["card"],
            "scenario": found["scenario"],
            "ends": int(found["ends"]),
            **self.terms.as_json,
            **BlockTerms(int(found["guaranteed"]), int(found["margin"])).as_json,
        }


def _usual(rules: Choices) -> dict[str, str]:
    known = {key for key, _ in rules}
    chosen = [key for key in USUAL_RULES if key in known]
    return {**USUAL, **{f"rule_{number}": key for number, key in enumerate(chosen, 1)}}


class PaymentRunNameForm(forms.Form):
    """The name under which a run is kept."""

    name = forms.CharField(label="Name", max_length=100, error_messages={"required": "Give the run a name"})
