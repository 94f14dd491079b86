"""The form of one outlier in the panel."""

from typing import Any

from django import forms

from costing.form import LineKind
from submissions.peers.domain.panel_choices import PanelChoice, cannot_choose, panel_choices, reasons_of


class OutlierForm(forms.Form):
    """What is decided of one outlier; nothing chosen means that it waits."""

    choice = forms.ChoiceField(
        label="What becomes of it?",
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Choose one of these"},
    )
    reason = forms.ChoiceField(label="Reason", required=False)
    words = forms.CharField(
        label="In your own words",
        help_text="A provider reads a question, and why its return is left out. Other words stay with the team.",
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)

    def __init__(self, kind: LineKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = panel_choices(kind)
        choice, reason = self.fields["choice"], self.fields["reason"]
        assert isinstance(choice, forms.ChoiceField) and isinstance(reason, forms.ChoiceField)
        choice.choices = [("", "Decide later"), *((each.value, each.label) for each in choices)]
        groups = [(each.label, list(reasons_of(each).items())) for each in choices if reasons_of(each)]
        reason.choices = [("", "Choose one"), *groups]

    @property
    def chosen(self) -> PanelChoice | None:
        value = self.cleaned_data.get("choice")
        return PanelChoice(value) if value else None

    def clean(self) -> dict[str, Any]:
        chosen, words = self.chosen, self.cleaned_data.get("words", "")
        if "choice" in self.errors:
            return self.cleaned_data
        if chosen is None:
            if words.strip():
                self.add_error("choice", "Choose what becomes of it, or take the words away")
            return self.cleaned_data
        reason = self.cleaned_data.get("reason", "")
        if "reason" in self.errors or "words" in self.errors:
            return self.cleaned_data
        if chosen != PanelChoice.ASK and reason not in reasons_of(chosen):
            self.add_error("reason", f"Choose one of the reasons under “{chosen.label}”")
        elif refusal := cannot_choose(chosen, reason, words):
            self.add_error("words", refusal.because)
        return self.cleaned_data
