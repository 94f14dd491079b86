"""The form of a scenario: its terms, the council's zones, and the lengths of visits; and the name of a new one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from accounts.fields import DateInputField
from markets.fees.domain.fee_file import RANGES, SHARE, InputFault, fee_inputs
from markets.fees.domain.input_sources import source_words
from markets.fees.domain.inputs import FeeInputs, MarginBasis
from markets.fees.domain.saved_scenario import in_order
from markets.fees.domain.term_list import FeeTerm, terms, usual_inputs
from spreadsheets.numbers import number_from

MOST_ZONES, MOST_LENGTHS, LONGEST_NUMBER = 8, 8, 30
ZONE_COLUMNS = {
    "t": "Travel minutes a visit",
    "w": "Paid waiting minutes a visit",
    "d": "Miles a visit",
    "fee": "Today’s fee, £ an hour",
    "hours": "Hours a week",
}
ALWAYS_OPEN = ("Pay", "Margin")
NO_BASIS = "Choose what the return on operations is a share of"
A_HUNDRED = Decimal(100)
HIGHEST_FEE, MOST_HOURS = Decimal(1000), Decimal(10_000_000)
BASES = [(MarginBasis.PRICE, "Of the price"), (MarginBasis.COST, "Of the cost (a mark-up)")]


class ScenarioNameForm(forms.Form):
    """The name of a scenario that is started or copied."""

    name = forms.CharField(label="Name", max_length=100, error_messages={"required": "Give the scenario a name"})


class NewScenarioForm(ScenarioNameForm):
    """A new scenario: its name, and the price date by which wages and on-costs begin."""

    price_date = DateInputField(
        label="Price date",
        require_all_fields=False,
        help_text="The National Living Wage, National Insurance and pension begin as they are on that day.",
    )

    def clean_price_date(self) -> date:
        day: date = self.cleaned_data["price_date"]
        if usual_inputs(day) is None:
            raise forms.ValidationError("The statutory rates of that day are not known. Enter another price date")
        return day


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms that belong together, with their fields."""

    title: str
    fields: tuple[BoundField, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether the group is unfolded: pay and the margin always, others where something is to be put right."""
        return self.title in ALWAYS_OPEN or any(field.errors for field in self.fields)


class ScenarioForm(forms.Form):
    """Everything that a scenario is worked out from; shares are typed in per cent."""

    name = forms.CharField(label="Name", max_length=100, error_messages={"required": "Give the scenario a name"})
    note = forms.CharField(label="Note", max_length=500, required=False, widget=forms.Textarea({"rows": 2}))
    because = forms.CharField(
        label="Where the changed figures come from",
        max_length=300,
        required=False,
        help_text="A sentence, which is kept with each figure that you changed.",
    )
    margin_basis = forms.ChoiceField(
        label="The return on operations is a share",
        choices=BASES,
        widget=forms.Select,
        error_messages=dict.fromkeys(("required", "invalid_choice"), NO_BASIS),
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for term in terms():
            self.fields[term.key] = _number_field(f"{term.label} ({term.unit})", term.help)
        for zone in range(MOST_ZONES):
            self.fields[f"zone_{zone}"] = _cell(f"Name of zone {zone + 1}", "10", 60)
            for column, label in ZONE_COLUMNS.items():
                self.fields[f"zone_{zone}_{column}"] = _cell(f"{label}, zone {zone + 1}", "4")
        for length in range(MOST_LENGTHS):
            self.fields[f"length_{length}"] = _cell(f"Minutes of length {length + 1}", "3")
            self.fields[f"length_{length}_share"] = _cell(f"Per cent of visits, length {length + 1}", "10")
        self.inputs: FeeInputs | None = None
        self.document: dict[str, Any] = {}
        self.council: dict[str, dict[str, str]] = {}

    def tell_sources(self, sources: Mapping[str, Mapping[str, str]]) -> None:
        """Say below each term where it comes from."""
        for term in terms():
            field = self.fields[term.key]
            field.help_text = ". ".join(words for words in (term.help, source_words(sources, term.key)) if words)
        self.fields["margin_basis"].help_text = source_words(sources, "margin_basis")

    @property
    def groups(self) -> Iterator[TermGroup]:
        by_group: dict[str, list[BoundField]] = {}
        for term in terms():
            by_group.setdefault(term.group, []).append(self[term.key])
        by_group["Margin"].append(self["margin_basis"])
        return (TermGroup(title, tuple(fields)) for title, fields in by_group.items())

    @property
    def zone_rows(self) -> list[list[BoundField]]:
        return [
            [self[f"zone_{zone}"], *(self[f"zone_{zone}_{column}"] for column in ZONE_COLUMNS)]
            for zone in range(self._rows_shown(MOST_ZONES, "zone_{}"))
        ]

    @property
    def length_rows(self) -> list[tuple[BoundField, BoundField]]:
        rows = self._rows_shown(MOST_LENGTHS, "length_{}")
        return [(self[f"length_{one}"], self[f"length_{one}_share"]) for one in range(rows)]

    def _rows_shown(self, most: int, name: str) -> int:
        """Return how many rows are on the page: those that are filled in and one more."""
        filled = [number for number in range(most) if str(self.data.get(name.format(number)) or "").strip()]
        return min(most, max(filled, default=0) + 2)

    def clean(self) -> dict[str, Any]:
        """Read the numbers as people type them, and hold them to what a scenario's file may say."""
        cleaned = super().clean() or {}
        self.document = {term.key: self._term(term, cleaned) for term in terms()}
        self.document["margin_basis"] = cleaned.get("margin_basis", "")
        self.document["zones"], places = self._zones(cleaned)
        self.document["mix"], lengths = self._mix(cleaned)
        if not self.errors:
            self.inputs, faults = fee_inputs(self.document)
            for fault in faults:
                place = self._place_of(fault, places | lengths)
                self.add_error(place, _words_of(fault, self._called(place) if place else "Inputs"))
        return cleaned

    def _term(self, term: FeeTerm, cleaned: Mapping[str, Any]) -> str:
        number = self._number(term.key, cleaned, as_share=term.is_share)
        if number is None and term.key not in self.errors:
            self.add_error(term.key, f"Enter {term.label[0].lower()}{term.label[1:]}")
        return _plain(number)

    def _number(self, name: str, cleaned: Mapping[str, Any], *, as_share: bool = False) -> Decimal | None:
        """Return a typed number, a share of 1 from per cent; None where nothing was typed, or none was read.

        A share that is too large is told in per cent, as it was typed.
        """
        text = str(cleaned.get(name) or "").strip()
        if not text:
            return None
        found = number_from(text.removeprefix("£").removesuffix("%").strip(), "")
        if found is None:
            self.add_error(name, f"{self._called(name)}: “{text}” is not a number. Enter one such as 12.21")
            return None
        if not as_share:
            return found.value
        share, allowed = found.value / A_HUNDRED, RANGES.get(name, SHARE)
        if share not in allowed:
            low, high = (_plain(end * A_HUNDRED) for end in (allowed.low, allowed.high))
            words = f"{self._called(name)}: {text} is not possible; expected is a number from {low} to {high} per cent"
            self.add_error(name, words)
        return share

    def _zones(self, cleaned: Mapping[str, Any]) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
        """Return the zones by name, and the field that each belongs to; blank rows are left out."""
        zones: dict[str, dict[str, str]] = {}
        places: dict[str, str] = {}
        for number in range(MOST_ZONES):
            field = f"zone_{number}"
            name = str(cleaned.get(field) or "").strip()
            typed = {key: self._number(f"{field}_{key}", cleaned) for key in ZONE_COLUMNS}
            if not name and any(value is not None for value in typed.values()):
                self.add_error(field, f"Name zone {number + 1}, or clear its row")
            if name.casefold() in {other.casefold() for other in zones}:
                self.add_error(field, f"Two zones are called “{name}”")
            if name:
                zones[name] = {key: _plain(typed[key]) for key in ("t", "w", "d")}
                self._missing(field, name, typed)
                self._own(field, name, typed)
                places |= {f"zones.{name}.{key}": f"{field}_{key}" for key in ("t", "w", "d")}
        if not zones:
            self.add_error("zone_0", "Enter at least one zone")
        return zones, places

    def _missing(self, field: str, name: str, typed: Mapping[str, Decimal | None]) -> None:
        for key in ("t", "w", "d"):
            if typed[key] is None and f"{field}_{key}" not in self.errors:
                self.add_error(f"{field}_{key}", f"Enter {ZONE_COLUMNS[key].lower()} in “{name}”; 0 is a number")

    def _own(self, field: str, name: str, typed: Mapping[str, Decimal | None]) -> None:
        """Keep the council's own figures of a zone, which may be missing."""
        for key, most in (("fee", HIGHEST_FEE), ("hours", MOST_HOURS)):
            value = typed[key]
            if value is not None and not 0 < value <= most:
                self.add_error(f"{field}_{key}", f"Enter {ZONE_COLUMNS[key]} above 0 and at most {most:,}")
        self.council[name] = {key: _plain(typed[key]) for key in ("fee", "hours")}

    def _mix(self, cleaned: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
        mix: dict[str, str] = {}
        places: dict[str, str] = {"mix": "length_0"}
        for number in range(MOST_LENGTHS):
            field = f"length_{number}"
            minutes = self._number(field, cleaned)
            share = self._number(f"{field}_share", cleaned, as_share=True)
            if minutes is None and share is None:
                continue
            if minutes is None or share is None:
                self.add_error(field, f"Enter minutes and per cent of length {number + 1}, or clear both")
                continue
            key = _plain(minutes)
            if key in mix:
                self.add_error(field, f"Two rows are of {key} minutes")
            mix[key] = _plain(share)
            places[f"mix.{key}"] = field
        if not mix and not self.errors:
            self.add_error("length_0", "Enter at least one length of visits, in minutes, and its per cent of visits")
        return mix, places

    def _called(self, name: str) -> str:
        """Return what a field is called in the summary of errors, which stands far from it; its unit is left out."""
        return str(self.fields[name].label).partition(" (")[0]

    def _place_of(self, fault: InputFault, places: Mapping[str, str]) -> str | None:
        return fault.key if fault.key in self.fields else places.get(fault.key)


def _words_of(fault: InputFault, called: str) -> str:
    if fault.key == "mix":
        whole = Decimal(fault.read.removesuffix(" in all")) * A_HUNDRED
        return f"The visit lengths have to add up to 100 %: they are {_plain(whole)} %"
    return f"{called}: {fault.read} is not possible; expected is {fault.expected}"


def _number_field(label: str, help_text: str) -> forms.CharField:
    widget = forms.TextInput({"class": "govuk-input--width-10", "inputmode": "decimal"})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=LONGEST_NUMBER, widget=widget)


def _cell(label: str, width: str, longest: int = LONGEST_NUMBER) -> forms.CharField:
    """Return a field in a table's cell, which says its label to screen readers alone."""
    widget = forms.TextInput({"class": f"govuk-input govuk-input--width-{width}", "aria-label": label})
    return forms.CharField(label=label, required=False, max_length=longest, widget=widget)


def typed_from(inputs: Mapping[str, Any], council: Mapping[str, Mapping[str, str]], **words: str) -> dict[str, str]:
    """Return what the form shows of a kept scenario."""
    inputs = in_order(inputs)
    shown = {term.key: _shown(inputs.get(term.key, ""), term.is_share) for term in terms()}
    shown |= {"margin_basis": str(inputs.get("margin_basis", "")), **words}
    for number, (name, way) in enumerate(inputs.get("zones", {}).items()):
        shown[f"zone_{number}"] = name
        shown |= {f"zone_{number}_{key}": str(value) for key, value in {**way, **council.get(name, {})}.items()}
    for number, (minutes, share) in enumerate(inputs.get("mix", {}).items()):
        shown[f"length_{number}"] = str(minutes)
        shown[f"length_{number}_share"] = _shown(share, is_share=True)
    return shown


def _shown(value: object, is_share: bool) -> str:
    text = str(value)
    return _plain(Decimal(text) * A_HUNDRED) if is_share and text else text


def _plain(number: Decimal | None) -> str:
    """Return a number without the zeros at its end; blank for none."""
    return "" if number is None else f"{number.normalize() if number else Decimal(0):f}"
