"""The form of what a calculation works out beside the prices and returns of its returns: uplift and scenarios."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from accounts.fields import DateInputField
from costing.form import Form, Line
from reports.domain.percentages import shares_from
from reports.domain.scenarios import HIGHEST_SHARE, ReturnScenario, crossed, percent_of
from reports.domain.uplift_choice import UpliftChoice
from reports.domain.uplift_terms import AFRESH, PAY, RETURNS, STAYS, STAYS_WORDS, WAGE, WAGE_WORDS, plain_lines
from reports.indices.domain.price_index import PriceIndex, key_of

_WANTED = "Enter percentages from 0 to 50 with commas between, such as 3, 5, 8"


class PricesForm(forms.Form):
    """Another price date with an index a line, and percentages for the returns; all of it optional."""

    uplift_to = DateInputField(
        label="Uplift to another price date (optional)",
        help_text="The figures of this date stand beside those of the price date. For example 1 4 2027.",
        require_all_fields=False,
        required=False,
    )
    others = forms.ChoiceField(
        label="Index of the lines that are not pay",
        help_text="Pay follows the National Living Wage; National Insurance, pension and percentage returns are worked "
        "out afresh. Below you can choose another index for any line.",
        required=False,
    )
    roo = forms.CharField(
        label="Scenarios: return on operations (optional)",
        help_text="What the market would cost if each return had this share of its cost, for example 3, 5, 8.",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"suffix": "%", "class": "govuk-input--width-10"}),
    )
    roc = forms.CharField(
        label="Scenarios: return on capital (optional)",
        help_text="A share of the freehold value, for example 5, 6.",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"suffix": "%", "class": "govuk-input--width-10"}),
    )

    def __init__(self, *args: Any, form: Form, indices: Mapping[str, PriceIndex], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.costing = form
        named = [(key, index.name) for key, index in sorted(indices.items())]
        usual = [(STAYS, "None: they stay as they are"), (WAGE, WAGE_WORDS), *named]
        self._offer("others", [("", "Choose an index"), *usual])
        self.lines = [line for line in plain_lines(form) if line.key not in AFRESH]
        for line in self.lines:
            self.fields[f"line-{line.key}"] = forms.ChoiceField(label=line.label, required=False)
            one = [(STAYS, STAYS_WORDS.capitalize()), (WAGE, WAGE_WORDS), *named]
            self._offer(f"line-{line.key}", [("", self._usual(line)), *one])
        if "return_on_capital" not in form.line_by_key:
            del self.fields["roc"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        field.error_messages["invalid_choice"] = "Choose an index from the list"

    def _usual(self, line: Line) -> str:
        if line.key in RETURNS:
            return "In £ it stays; a percentage follows"
        return WAGE_WORDS if line.key in PAY[self.costing.service] else "As the other lines"

    def line_fields(self) -> Iterator[Any]:
        return (self[f"line-{line.key}"] for line in self.lines)

    @property
    def has_own_lines(self) -> bool:
        """Tell whether a line has an index of its own, or something is wrong with one."""
        return any(field.value() or field.errors for field in self.line_fields())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = any(cleaned.get(name) for name in ("others", *(f"line-{line.key}" for line in self.lines)))
        if chosen and not cleaned.get("uplift_to") and "uplift_to" not in self.errors:
            self.add_error("uplift_to", "Enter the date to uplift to, or choose no index")
        for name in ("roo", "roc"):
            if cleaned.get(name) and shares_from(cleaned[name], HIGHEST_SHARE) is None:
                self.add_error(name, _WANTED)
        return cleaned

    @property
    def uplift(self) -> UpliftChoice | None:
        given = self.cleaned_data
        if not given.get("uplift_to"):
            return None
        own = {line.key: given[f"line-{line.key}"] for line in self.lines if given[f"line-{line.key}"]}
        return UpliftChoice(given["uplift_to"], own, given["others"])

    @property
    def scenarios(self) -> tuple[ReturnScenario, ...]:
        roo, roc = (shares_from(self.cleaned_data.get(name) or "", HIGHEST_SHARE) or () for name in ("roo", "roc"))
        return crossed(roo, roc)


def initial_prices(form: Form, terms: Mapping[str, Any]) -> dict[str, Any]:
    """Return the uplift and the scenarios of the last calculation, to be proposed again."""
    shares = {
        name: ", ".join(dict.fromkeys(percent_of(share) for share in _shares(terms, name))) for name in ("roo", "roc")
    }
    uplift = terms.get("uplift")
    return shares | (_initial_uplift(form, uplift) if uplift else {})


def _shares(terms: Mapping[str, Any], name: str) -> list[Any]:
    return [Decimal(one[name]) for one in terms.get("scenarios", ()) if one[name] is not None]


def _initial_uplift(form: Form, uplift: Mapping[str, Any]) -> dict[str, Any]:
    usual = PAY[form.service] | RETURNS
    chosen = {line: _choice(one["index"]) for line, one in uplift["lines"].items()}
    rest = [choice for line, choice in chosen.items() if line not in usual]
    others = max(set(rest), key=rest.count) if rest else ""
    expected = {line: WAGE if line in PAY[form.service] else STAYS if line in RETURNS else others for line in chosen}
    own = {f"line-{line}": choice for line, choice in chosen.items() if choice != expected[line]}
    return {"uplift_to": date.fromisoformat(uplift["to"]), "others": others} | own


def _choice(index: str) -> str:
    return {"": STAYS, WAGE_WORDS: WAGE}.get(index) or key_of(index)
