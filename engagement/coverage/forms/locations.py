"""The filter above the locations of an exercise."""

from typing import Any

from django import forms

ANY = ("", "Any")


class LocationFilterForm(forms.Form):
    q = forms.CharField(label="Location, provider, postcode or CQC ID", required=False, max_length=100)
    reached = forms.ChoiceField(
        label="Contact",
        choices=[ANY, ("never", "Never in contact"), ("ever", "In contact"), ("next", "Has a next step")],
        required=False,
    )
    contracted = forms.ChoiceField(
        label="Contracted", choices=[ANY, ("yes", "Yes"), ("no", "No"), ("unknown", "Not known")], required=False
    )
    zone = forms.ChoiceField(label="Zone", required=False)
    eligibility = forms.ChoiceField(
        label="In scope?", choices=[ANY, ("in_scope", "In scope"), ("not_relevant", "Not relevant")], required=False
    )

    def __init__(self, zones: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if zones:
            self.fields["zone"].choices = [ANY, *((zone, zone) for zone in zones)]  # type: ignore[attr-defined]
        else:
            del self.fields["zone"]
