"""The form of a payment rule of one's own, in the order of its steps."""

from typing import Any

from django import forms

from markets.payment.domain.paid_seconds import paid
from markets.payment.domain.rule import PaymentRule
from markets.payment.domain.rule_file import COLUMNS, rules_from
from markets.payment.domain.typed_length import length_seconds, length_words

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
