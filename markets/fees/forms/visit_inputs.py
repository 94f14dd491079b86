"""The form by which a scenario takes over what visits measured: its lengths, and hours for each of its zones."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from markets.fees.domain.inputs_from_visits import WHOLE_MARKET, VisitChoice, VisitInputs

NOTHING = "Choose what to take over: the lengths of visits, or hours of a zone"
LEAVE = ("", "Leave as it is")


class VisitInputsForm(forms.Form):
    """Whether the lengths are taken over, and by zone of the scenario the hours of which zone of the profile.

    A zone of the same name is proposed.
    """

    lengths = forms.BooleanField(label="Take over the lengths of visits", required=False, initial=True)

    def __init__(self, zones: Sequence[str], found: VisitInputs, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.zones, self.offered = list(zones), list(found.offered)
        if not found.mix:
            del self.fields["lengths"]
        choices = [LEAVE, *((str(at), f"{of}: {hours:,} h") for at, (of, hours) in enumerate(found.offered.items()))]
        for number, zone in enumerate(self.zones):
            same = [str(at) for at, of in enumerate(found.hours) if of.casefold() == zone.casefold()]
            attrs = {"class": "govuk-select", "aria-label": f"Hours a week for {zone}"}
            self.fields[f"zone_{number}"] = forms.ChoiceField(
                label=f"Hours a week for {zone}",
                choices=choices,
                required=False,
                initial=same[0] if same else "",
                widget=forms.Select(attrs),
                error_messages={"invalid_choice": f"Choose hours for {zone} from the list"},
            )

    def zone_rows(self, council: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str, BoundField]]:
        """Return each zone with the hours that stand there now, and the field for those of the profile."""
        return [
            (zone, council.get(zone, {}).get("hours", ""), self[f"zone_{number}"])
            for number, zone in enumerate(self.zones)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        hours = self._hours(cleaned)
        if not self.errors and not hours and not cleaned.get("lengths"):
            self.add_error(None, NOTHING)
        taken: set[str] = set()
        for number, zone in enumerate(self.zones):
            of = hours.get(zone)
            if of in taken or (of and taken and WHOLE_MARKET in {of, *taken}):
                self.add_error(f"zone_{number}", f"Hours of “{of}” would count twice. Choose them for one zone alone")
            taken |= {of} if of else set()
        return cleaned

    def _hours(self, cleaned: Mapping[str, Any]) -> dict[str, str]:
        chosen = {zone: str(cleaned.get(f"zone_{number}") or "") for number, zone in enumerate(self.zones)}
        return {zone: self.offered[int(at)] for zone, at in chosen.items() if at}

    @property
    def choice(self) -> VisitChoice:
        return VisitChoice(bool(self.cleaned_data.get("lengths")), self._hours(self.cleaned_data))
