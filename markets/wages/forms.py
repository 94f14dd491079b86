"""The form of the wage test: pay, the floor, the mean visit, and the way to a visit by zone."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from markets.fees.domain.inputs import FeeInputs
from markets.wages.domain.wage_test import WageTerms, WageZone
from spreadsheets.decimals import rounded
from spreadsheets.numbers import number_from

MOST_ZONES, LONGEST_NUMBER = 8, 30
TERMS = {
    "pay": ("Pay per contact hour, £", "0", "1000"),
    "travel_pay": ("Pay for an hour of travel, £", "0", "1000"),
    "waiting_pay": ("Pay for an hour of waiting, £", "0", "1000"),
    "floor": ("Wage not to fall below, £ per hour", "0.01", "1000"),
    "minutes": ("Minutes of a mean visit", "1", "1440"),
}
WAY = {"t": "Travel minutes a visit", "w": "Waiting minutes a visit"}
LONGEST_WAY = Decimal(600)


class WageTestForm(forms.Form):
    """What is typed for the wage test; once sound, ``terms`` and ``zones``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms: WageTerms | None = None
        self.zones: list[WageZone] = []
        for key, (label, _, _) in TERMS.items():
            widget = forms.TextInput({"class": "govuk-input--width-5", "inputmode": "decimal"})
            self.fields[key] = forms.CharField(label=label, required=False, max_length=LONGEST_NUMBER, widget=widget)
        for number in range(MOST_ZONES):
            self.fields[f"zone_{number}"] = _cell(f"Zone {number + 1}", 10, 100)
            for key, label in WAY.items():
                self.fields[f"zone_{number}_{key}"] = _cell(f"{label}, zone {number + 1}", 5, LONGEST_NUMBER)

    @property
    def term_fields(self) -> list[BoundField]:
        return [self[key] for key in TERMS]

    @property
    def zone_rows(self) -> list[list[BoundField]]:
        return [[self[f"zone_{n}"], *(self[f"zone_{n}_{key}"] for key in WAY)] for n in range(MOST_ZONES)]

    def clean(self) -> None:
        found = {
            key: self._number(key, label, Decimal(low), Decimal(high)) for key, (label, low, high) in TERMS.items()
        }
        self.zones = [zone for number in range(MOST_ZONES) if (zone := self._zone(number)) is not None]
        if not self.zones and not self.errors:
            self.add_error("zone_0", "Enter at least one zone")
        if not self.errors:
            self.terms = WageTerms(**{key: value for key, value in found.items() if value is not None})

    def _zone(self, number: int) -> WageZone | None:
        field = f"zone_{number}"
        name = str(self.cleaned_data.get(field) or "").strip()
        typed = [str(self.cleaned_data.get(f"{field}_{key}") or "").strip() for key in WAY]
        if not name:
            if any(typed):
                self.add_error(field, f"Name zone {number + 1}, or clear its row")
            return None
        way = [
            self._number(f"{field}_{key}", f"{label} in “{name}”", Decimal(0), LONGEST_WAY)
            for key, label in WAY.items()
        ]
        return WageZone(name, *(value or Decimal(0) for value in way))

    def _number(self, name: str, label: str, low: Decimal, high: Decimal) -> Decimal | None:
        if name in self.errors:
            return None
        text = str(self.cleaned_data.get(name) or "").strip()
        found = number_from(text.removeprefix("£").strip(), "") if text else None
        if found is None or found.is_percent or not low <= found.value <= high:
            read = f"“{text}” is not possible. " if text else ""
            self.add_error(name, f"{read}Enter {label[0].lower()}{label[1:]}, a number from {low} to {high:,f}")
            return None
        return found.value


def _cell(label: str, width: int, longest: int) -> forms.CharField:
    widget = forms.TextInput({"class": f"govuk-input govuk-input--width-{width}", "aria-label": label})
    return forms.CharField(label=label, required=False, max_length=longest, widget=widget)


def typed_of(inputs: FeeInputs) -> Mapping[str, str]:
    """Return what the form shows of a scenario's inputs."""
    terms = inputs.terms
    minutes = rounded(Decimal(60) / inputs.visits_per_hour)
    shown = {"pay": terms.pay, "travel_pay": terms.travel_pay, "waiting_pay": terms.waiting_pay, "floor": terms.nlw}
    typed = {key: _plain(value) for key, value in (shown | {"minutes": minutes}).items()}
    for number, (name, way) in enumerate(list(inputs.zones.items())[:MOST_ZONES]):
        typed |= {f"zone_{number}": name, f"zone_{number}_t": _plain(way.t), f"zone_{number}_w": _plain(way.w)}
    return typed


def _plain(number: Decimal) -> str:
    return f"{number.normalize() if number else Decimal(0):f}"
