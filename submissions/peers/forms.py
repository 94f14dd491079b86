"""Forms of the panel and of the ranges of an exercise."""

from collections.abc import Mapping
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout
from django import forms

from costing.bands import Band, default_bands
from costing.form import LineKind
from register.domain.band_rules import BandRow, band_rows, band_typed, label_of
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
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(Field.radios("choice", small=True, inline=True), "reason", "words", "seen")

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


class RangesForm(forms.Form):
    """All bands of an exercise in one table; ``seen`` is what they were when the page was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, service: str, own: Mapping[str, Band], *args: Any, **kwargs: Any) -> None:
        self.service, self.usual, self.own = service, default_bands(service), own
        super().__init__(*args, **kwargs)
        for name, usual in self.usual.items():
            now = own.get(name, usual)
            for end, value in (("low", now.low), ("high", now.high)):
                label = f"{label_of(name)}: {'lowest' if end == 'low' else 'highest'} expected"
                field = forms.CharField(label=label, required=False, max_length=30)
                field.initial = "" if value is None else f"{value:f}"
                field.widget.attrs |= {"class": "govuk-input govuk-input--width-5", "inputmode": "decimal"}
                self.fields[f"{name}-{end}"] = field

    @property
    def rows(self) -> list[tuple[BandRow, Any, Any]]:
        """Return each band with its two fields."""
        rows = band_rows(self.service, self.own)
        return [(row, self[f"{row.name}-low"], self[f"{row.name}-high"]) for row in rows]

    def clean(self) -> dict[str, Any]:
        self.bands: dict[str, Band] = {}
        for name, usual in self.usual.items():
            low, high = (self.cleaned_data.get(f"{name}-{end}", "") for end in ("low", "high"))
            typed = band_typed(low, high, usual.unit)
            if isinstance(typed, Band):
                self.bands[name] = typed
                continue
            for fault in typed:
                self.add_error(f"{name}-{fault.field}", f"{label_of(name)}: {fault.words[:1].lower()}{fault.words[1:]}")
        return self.cleaned_data
