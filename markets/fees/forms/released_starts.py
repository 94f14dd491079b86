"""The form of a scenario that begins from a release: what is hidden in it, and the zones with their minutes."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from markets.fees.domain.released_start import LENGTHS, ReleasedFigure, faults_of, market_minutes, plain
from markets.fees.forms.scenarios import MOST_ZONES, ScenarioNameForm
from markets.fees.forms.typed_numbers import NumberField
from spreadsheets.decimals import rounded

ALL_ZONES = "All zones"
ONE_REASON = "Say in a sentence where the figures come from that you typed"
HALVES = "65"
# The market's own minutes are known if these are.
NEEDED = {"travel_minutes_per_contact_hour", *(f"visits_{length}" for length in LENGTHS)}


class ReleasedStartForm(ScenarioNameForm):
    """The name, each figure that the release hides with a sentence, the fixed share of overheads, and the zones."""

    fixed_share = NumberField(
        "Overheads that do not grow with hours",
        between=("0", "100"),
        as_share=True,
        initial=HALVES,
        help_text="% of business costs: managers, rent, insurance, software. No release says it; 65 is only a start.",
    )

    def __init__(self, figures: Sequence[ReleasedFigure], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.given = {figure.key: figure.median for figure in figures if figure.median is not None}
        self.hidden = [figure for figure in figures if figure.is_hidden]
        for figure in self.hidden:
            label = f"{figure.label} ({figure.unit})"
            self.fields[f"figure_{figure.key}"] = NumberField(label, between=("0", "1000000"))
        if self.hidden:
            self.fields["because"] = forms.CharField(
                label="Where these figures come from",
                max_length=300,
                error_messages={"required": ONE_REASON},
            )
        for number in range(MOST_ZONES):
            self._zone_fields(number)
        self.figures: dict[str, Decimal] = {}
        self.minutes: dict[str, Decimal] = {}

    def _zone_fields(self, number: int) -> None:
        known = market_minutes(self.given) if self.given.keys() >= NEEDED else None
        name = forms.TextInput({"class": "govuk-input", "aria-label": f"Name of zone {number + 1}"})
        first = {"initial": ALL_ZONES} if number == 0 else {}
        self.fields[f"zone_{number}"] = forms.CharField(
            label=f"Name of zone {number + 1}", max_length=60, required=False, widget=name, **first
        )
        self.fields[f"zone_{number}_t"] = NumberField(
            f"Travel minutes a visit, zone {number + 1}",
            between=("0", "600"),
            in_cell=True,
            required=False,
            initial=plain(rounded(known)) if known is not None and number == 0 else "",
        )

    @property
    def hidden_fields_shown(self) -> Iterator[BoundField]:
        return (self[f"figure_{figure.key}"] for figure in self.hidden)

    @property
    def zone_rows(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"zone_{number}"], self[f"zone_{number}_t"]) for number in range(MOST_ZONES)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        typed = {one.key: cleaned.get(f"figure_{one.key}") for one in self.hidden}
        self.figures = self.given | {key: value for key, value in typed.items() if value is not None}
        self._zones(cleaned)
        if not self.errors:
            for fault in faults_of(self.figures, self.minutes):
                self.add_error(None, fault)
        return cleaned

    def _zones(self, cleaned: dict[str, Any]) -> None:
        for number in range(MOST_ZONES):
            field, minutes = f"zone_{number}", cleaned.get(f"zone_{number}_t")
            name = str(cleaned.get(field) or "").strip()
            if not name and minutes is not None:
                self.add_error(field, f"Name zone {number + 1}, or clear its row")
            if name.casefold() in {other.casefold() for other in self.minutes}:
                self.add_error(field, f"Two zones are called “{name}”")
            if name and minutes is None and f"{field}_t" not in self.errors:
                self.add_error(f"{field}_t", f"Enter travel minutes a visit in “{name}”; 0 is a number")
            if name and minutes is not None:
                self.minutes[name] = minutes
        if not self.minutes and not self.errors:
            self.add_error("zone_0", "Enter at least one zone")
