"""What a list of scenarios is narrowed down to."""

from django import forms

from markets.fees.queries import BUILT, FROZEN


class ScenarioFilter(forms.Form):
    state = forms.ChoiceField(
        label="Show", required=False, choices=[("", "All scenarios"), (BUILT, "Being built"), (FROZEN, "Frozen")]
    )
    q = forms.CharField(label="Name, note or who changed it", required=False, max_length=100)

    @property
    def wanted(self) -> dict[str, str]:
        """Return what the filter says; what cannot be read is left out."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}
