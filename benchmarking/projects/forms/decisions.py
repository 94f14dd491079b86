"""Forms of what was decided, and of a change that is asked for."""

from typing import Any

from django import forms

from benchmarking.forms import line, text
from benchmarking.projects.domain.change_states import DECIDED, ChangeState
from benchmarking.projects.forms.entries import EntryForm
from benchmarking.projects.forms.form_fields import day_field


class GroupDecisionForm(EntryForm):
    """A decision, which is kept for good."""

    words = text("What was decided", 1_000, missing="Say what was decided")
    reason = text("Why", 1_000)
    decided_on = day_field("Decided on")
    meeting_id = forms.ChoiceField(label="At which meeting", required=False)
    replaces_id = forms.ChoiceField(label="Takes the place of", required=False)

    @property
    def told(self) -> dict[str, Any]:
        pointed = {name: self.cleaned_data[name] or None for name in ("meeting_id", "replaces_id")}
        return self.cleaned_data | pointed


class ChangeRequestForm(EntryForm):
    """A change that is asked of the programme, and what was decided."""

    title = line("What is to change", 200, missing="Say what is to change")
    reason = text("Why", 1_000, missing="Say why")
    effect = text("What it does to days, cost and dates", 1_000)
    asked_by = line("Who asks for it", 150, missing="Say who asks for it")
    asked_on = day_field("Asked for on")
    state = forms.ChoiceField(label="State", choices=[(one.value, one.label) for one in ChangeState])
    decided_on = day_field("Decided on", required=False)
    decision = text("What was decided", 1_000)

    def clean(self) -> None:
        found = self.cleaned_data
        if found.get("state") in DECIDED and "decided_on" in found and found["decided_on"] is None:
            self.add_error("decided_on", "Enter the day on which it was decided")
