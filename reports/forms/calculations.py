"""Forms to make a calculation, and to leave out returns or lines of them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from costing.form import Form, LineKind
from reports.domain.exclusions import LONGEST_REASON, Exclusion

COUNTS, WHOLE = "", "whole"
DECIDED = "Decided at review"
NO_PERCENTAGE = ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits")


class CalculationForm(forms.Form):
    """The terms of a calculation.

    ``occupancy_target`` is typed as a percentage and cleaned to a share, for beds only.
    """

    occupancy_target = forms.DecimalField(
        label="Occupancy to normalise to (optional)",
        help_text="Homes below it are costed as if their beds were as full. The returns themselves stay as they are.",
        min_value=50,
        max_value=100,
        max_digits=6,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"suffix": "%", "class": "govuk-input--width-3"}),
        error_messages=dict.fromkeys(NO_PERCENTAGE, "Give the occupancy as a percentage from 50 to 100, such as 90"),
    )
    note = forms.CharField(
        label="A note to yourselves (optional)",
        help_text="Only the independent team reads this.",
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, form: Form, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not form.has_occupancy:
            del self.fields["occupancy_target"]

    def clean_occupancy_target(self) -> Decimal | None:
        percentage: Decimal | None = self.cleaned_data["occupancy_target"]
        return None if percentage is None else percentage / 100


class ExclusionForm(forms.Form):
    """An accepted return: whether it counts, and why not. Lines that were left out at review are proposed."""

    version = forms.UUIDField(widget=forms.HiddenInput)
    location = forms.CharField(widget=forms.HiddenInput, required=False)
    what = forms.ChoiceField(
        label="Does it count?",
        required=False,
        error_messages={"invalid_choice": "Choose whether it counts, or which of its lines are left out"},
    )
    reason = forms.CharField(label="If something is left out, why?", max_length=LONGEST_REASON, required=False)

    def __init__(self, *args: Any, form: Form, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = [(line.key, line.label) for line in form.lines if line.kind == LineKind.LINE]
        self.line_labels = dict(lines)
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        proposed = _several(str(self["what"].value() or ""), dict(lines))
        one_line = [(key, f"Leave out: {label}") for key, label in lines]
        what.choices = [(COUNTS, "It counts"), (WHOLE, "Leave it out"), *proposed, ("Leave out one line", one_line)]

    @property
    def name(self) -> str:
        return str(self["location"].value() or "this return")

    @property
    def decided(self) -> list[tuple[str, Any]]:
        """Return what was left out at review, each with the label of its line."""
        return [(self.line_labels.get(each.line, each.line), each) for each in self.initial.get("decided", ())]

    @property
    def is_worth_a_look(self) -> bool:
        """Tell whether something is left out, or wrong."""
        return bool(self["what"].value() or self["reason"].value() or (self.is_bound and self.errors))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("what") and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", f"Say why you leave something of {self.name} out")
        return cleaned

    @property
    def exclusion(self) -> Exclusion | None:
        what = self.cleaned_data["what"]
        if what == COUNTS:
            return None
        lines = frozenset() if what == WHOLE else frozenset(what.split(","))
        return Exclusion(str(self.cleaned_data["version"]), self.cleaned_data["reason"], lines)


def _several(what: str, lines: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the choice of several lines, joined by commas, as they were decided at review; none if it is not that."""
    keys = what.split(",")
    if len(keys) < 2 or not all(key in lines for key in keys):
        return []
    return [(what, f"Leave out {len(keys)} lines: {', '.join(lines[key] for key in keys)}")]


ExclusionFormSet = forms.formset_factory(ExclusionForm, extra=0)


def initial_rows(returns: Iterable[Any], earlier: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each accepted return.

    Lines left out at review are proposed, and what the last calculation left out is proposed again.
    """
    return [_initial(one, earlier.get(str(one.version_id))) for one in returns]


def _initial(one: Any, before: Any | None) -> dict[str, Any]:
    row = {
        "version": str(one.version_id),
        "location": one.location_name,
        "decided": one.lines_left_out,
        "adjusted": one.adjustments,
    }
    if before is not None and before.left_out_because and not before.lines_left_out:
        return row | {"what": WHOLE, "reason": before.left_out_because}
    again = _by_hand(before) if before is not None else set()
    lines = sorted({each.line for each in one.lines_left_out} | again)
    reason = before.left_out_because if before is not None and again else DECIDED
    return row | {"what": ",".join(lines), "reason": reason} if lines else row


def _by_hand(before: Any) -> set[str]:
    """Return the lines that the last calculation left out of its own accord: not those decided at review."""
    return set(before.lines_left_out) - {each["line"] for each in before.line_decisions}
