"""The forms of the payment lab: what is compared and how it is paid, a rule of one's own, and a run's name."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from markets.payment.domain.lab_terms import OutcomeTerms
from markets.payment.domain.paid_seconds import paid
from markets.payment.domain.rule import PaymentRule
from markets.payment.domain.rule_file import COLUMNS, rules_from
from markets.payment.domain.typed_length import length_seconds, length_words
from spreadsheets.numbers import number_from

MOST_RULES, LONGEST_NUMBER = 4, 30
USUAL_RULES = ("planned", "actual_minute", "nearest_5", "bands_tol_3")
USUAL = {"frustrated": "0", "cancelled": "0", "notice": "24", "further": "100", "ends": "50", "rate": "24.20"}
Choices = Sequence[tuple[str, str]]


class LabNumberField(forms.CharField):
    """A number between two that are counted, with or without £ and %; ``whole`` takes no decimal point."""

    def __init__(self, label: str, *, between: tuple[str, str], whole: bool = False, help_text: str = "") -> None:
        self.low, self.high, self.whole = Decimal(between[0]), Decimal(between[1]), whole
        widget = forms.TextInput({"class": "govuk-input govuk-input--width-5", "inputmode": "decimal"})
        missing = {"required": f"Enter a number: {label[0].lower()}{label[1:]}"}
        super().__init__(
            label=label, max_length=LONGEST_NUMBER, widget=widget, error_messages=missing, help_text=help_text
        )

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).strip()
        found = number_from(text.removeprefix("£").removesuffix("%").strip(), "")
        if found is None:
            raise forms.ValidationError(f"{self.label}: “{text}” is not a number. Enter one such as {self.low:f}")
        if not self.low <= found.value <= self.high or (self.whole and found.value != int(found.value)):
            kind = "whole number" if self.whole else "number"
            raise forms.ValidationError(
                f"{self.label}: {text} cannot be. Enter a {kind} from {self.low:,f} to {self.high:,f}"
            )
        return found.value


class PaymentLabForm(forms.Form):
    """Up to four rules, what an hour is paid, and steps 7 and 8; it stands in the address."""

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

    def __init__(self, typed: Mapping[str, Any], rules: Choices, cards: Choices, scenarios: Choices = ()) -> None:
        data = dict(typed.items()) if "rule_1" in typed else _usual(rules)
        super().__init__(data)
        for number in range(1, MOST_RULES + 1):
            first = number == 1
            self.fields[f"rule_{number}"] = forms.ChoiceField(
                label="As it is paid today" if first else f"Rule {number}",
                required=first,
                choices=rules if first else [("", "none"), *rules],
                error_messages={"invalid_choice": "Choose one of the rules in the list"},
            )
        card = self.fields["card"]
        assert isinstance(card, forms.ChoiceField)
        card.choices = [("", "None: one rate an hour for all"), *cards]
        card.error_messages["invalid_choice"] = "Choose one of the rate cards in the list"
        scenario = self.fields["scenario"]
        assert isinstance(scenario, forms.ChoiceField)
        scenario.choices = [("", "None"), *scenarios]
        scenario.error_messages["invalid_choice"] = "Choose one of the scenarios in the list"

    @property
    def rule_fields(self) -> list[BoundField]:
        return [self[f"rule_{number}"] for number in range(1, MOST_RULES + 1)]

    @property
    def pay_fields(self) -> list[BoundField]:
        return [self["rate"], self["card"], self["scenario"]]

    @property
    def further_fields(self) -> list[BoundField]:
        return [self[name] for name in ("frustrated", "cancelled", "notice", "further")]

    @property
    def chosen(self) -> list[str]:
        """Return the rules that were chosen, each once."""
        found = [self.cleaned_data.get(f"rule_{number}", "") for number in range(1, MOST_RULES + 1)]
        return list(dict.fromkeys(one for one in found if one))

    @property
    def terms(self) -> OutcomeTerms:
        return OutcomeTerms(**{name: int(self.cleaned_data[name]) for name in OutcomeTerms.__slots__})

    @property
    def asked(self) -> dict[str, Any]:
        """Return the settings as they are kept."""
        found = self.cleaned_data
        return {
            "rules": self.chosen,
            "rate": f"{found['rate']:f}",
            "card": found["card"],
            "scenario": found["scenario"],
            "ends": int(found["ends"]),
            **self.terms.as_json,
        }


def _usual(rules: Choices) -> dict[str, str]:
    known = {key for key, _ in rules}
    chosen = [key for key in USUAL_RULES if key in known]
    return {**USUAL, **{f"rule_{number}": key for number, key in enumerate(chosen, 1)}}


class PaymentRunNameForm(forms.Form):
    """The name under which a run is kept."""

    name = forms.CharField(label="Name", max_length=100, error_messages={"required": "Give the run a name"})


LABELS = {
    "basis": "What is paid for",
    "precision": "What counts of what was delivered",
    "tolerance_under": "Paid as planned up to so much short",
    "tolerance_over": "Paid as planned up to so much over",
    "tolerance_unit": "That much is in",
    "rounding": "Rounding",
    "grace": "Minutes of grace",
    "step_minutes": "Steps of so many minutes",
    "minimum_minutes": "At least so many minutes when somebody was there",
    "cap": "Never more than planned and so many minutes",
    "table": "Or a table",
}
BASES = [
    ("actual", "What was delivered"),
    ("planned", "What was planned"),
    ("actual_ends", "From the rounded start to the rounded end"),
]
PRECISIONS = [("minute_down", "Whole minutes, down"), ("second", "Every second")]
UNITS = [("minutes", "minutes"), ("percent", "per cent of planned")]
ROUNDINGS = [
    ("none", "Not rounded"),
    ("nearest", "To the nearest"),
    ("up", "Up"),
    ("down", "Down"),
    ("up_after_grace", "Up, after minutes of grace"),
]
# A blank cap caps nothing; 0 is never more than planned.
HELP = {
    "cap": "Blank: no cap. 0: never more than planned.",
    "table": "From–to:becomes in minutes, each minute from 0 to 1440 once, as in 0-4:0;5-17:15;18-1440:=",
}


class OwnRuleForm(forms.Form):
    """A rule of one's own in the order of its steps, with a visit as an example."""

    label = forms.CharField(label="Name", max_length=100, error_messages={"required": "Give the rule a name"})
    basis = forms.ChoiceField(label=LABELS["basis"], choices=BASES)
    precision = forms.ChoiceField(label=LABELS["precision"], choices=PRECISIONS)
    tolerance_under = forms.CharField(label=LABELS["tolerance_under"], required=False, max_length=10)
    tolerance_over = forms.CharField(label=LABELS["tolerance_over"], required=False, max_length=10)
    tolerance_unit = forms.ChoiceField(label=LABELS["tolerance_unit"], choices=UNITS, required=False)
    rounding = forms.ChoiceField(label=LABELS["rounding"], choices=ROUNDINGS)
    step_minutes = forms.CharField(label=LABELS["step_minutes"], required=False, max_length=10)
    grace = forms.CharField(label=LABELS["grace"], required=False, max_length=10)
    table = forms.CharField(label=LABELS["table"], required=False, max_length=2000, help_text=HELP["table"])
    minimum_minutes = forms.CharField(label=LABELS["minimum_minutes"], required=False, max_length=10)
    cap = forms.CharField(label=LABELS["cap"], required=False, max_length=10, help_text=HELP["cap"])
    planned = forms.CharField(label="Example: planned minutes", initial="30", max_length=10)
    lasts = forms.CharField(label="Example: it lasts", initial="22:30", max_length=10, help_text="Minutes:seconds")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule: PaymentRule | None = None

    @property
    def cells(self) -> dict[str, str]:
        """Return the rule as a row of a file of rules."""
        found = {column: str(self.cleaned_data.get(column) or "").strip() for column in COLUMNS}
        grace = str(self.cleaned_data.get("grace") or "").strip()
        if found["rounding"] == "up_after_grace":
            found["rounding"] = f"up_after_grace:{grace or '0'}"
        cap = found["cap"]
        if cap and not cap.startswith("planned"):
            found["cap"] = "planned" if not cap.strip("0") else f"planned+{cap}"
        if not found["tolerance_under"] and not found["tolerance_over"]:
            found["tolerance_unit"] = ""
        return found | {"key": "own"}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        rules, faults = rules_from([self.cells])
        for fault in faults:
            name = next((column for column in COLUMNS if f"“{column}”" in fault.sentence), "")
            field = name if name in self.fields else "table" if "able" in fault.sentence else None
            self.add_error(field, fault.sentence.replace(f"“{name}”", f"“{LABELS.get(name, name)}”"))
        self.rule = rules.get("own")
        for name in ("planned", "lasts"):
            if name in found and length_seconds(str(found[name])) is None:
                self.add_error(name, "Enter minutes, as in 30, or minutes and seconds, as in 22:30, up to a day")
        return found

    @property
    def example(self) -> str:
        """Return what the rule pays for the example, in words; blank where it cannot be told."""
        planned, lasts = (length_seconds(str(self.cleaned_data.get(name, ""))) for name in ("planned", "lasts"))
        if self.rule is None or planned is None or lasts is None:
            return ""
        begins = f"A visit of {length_words(planned)} minutes that lasts {length_words(lasts)} is paid"
        if self.rule.basis == "actual_ends":
            return f"{begins} by its rounded start and end, so it depends on when it began."
        return f"{begins} as {length_words(paid(self.rule).work(planned, lasts))} minutes."
