"""Forms about a location that a provider says should not be asked."""

from django import forms

from submissions.domain.exemptions import ExemptionReason, ExemptionState


class NotForUsForm(forms.Form):
    reason = forms.ChoiceField(
        label="Why should this location not be asked?",
        choices=[(one.value, one.label) for one in ExemptionReason],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reason"},
    )
    words = forms.CharField(
        label="In your own words",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text="For example since when. Only the independent team’s analysts and approvers read it.",
        error_messages={"required": "Say in a few words why"},
    )


class DecideForm(forms.Form):
    decision = forms.ChoiceField(
        label="Should this location be asked?",
        choices=[("agree", "No: it is not relevant to this exercise"), ("refuse", "Yes: it is still asked")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it should be asked"},
    )
    words = forms.CharField(
        label="Why",
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="The provider reads it; needed where it is still asked. Where it is not, it is kept with the reason "
        "from the list, which the council may read too: no figures.",
    )

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("decision") == "refuse" and not self.cleaned_data.get("words", "").strip():
            self.add_error("words", "Say why the location is still asked")


class WordFilter(forms.Form):
    q = forms.CharField(label="Location, provider or CQC ID", required=False, max_length=100)
    state = forms.ChoiceField(
        label="State", choices=[("", "Any"), *((one.value, one.label) for one in ExemptionState)], required=False
    )
