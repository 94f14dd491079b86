"""The form of a meeting of the project group."""

from datetime import UTC, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from benchmarking.forms import line, text
from benchmarking.projects.forms.entries import EntryForm
from benchmarking.projects.forms.form_fields import day_field
from engagement.meetings.domain.uk_times import at_uk_time

CLOCKS = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I %p"]


class MeetingForm(EntryForm):
    """A meeting of the group, its agenda and, once held, its minutes."""

    title = line("Title", 150, missing="Give the meeting a title")
    day = day_field("Day")
    begins = forms.TimeField(
        label="Begins at", help_text="Such as 14:30 or 2:30pm.", input_formats=CLOCKS,
        widget=forms.TimeInput({"class": "govuk-input--width-5", "type": "text"}, format="%H:%M"),
        error_messages={"required": "Enter the time", "invalid": "Enter a time, such as 14:30 or 2:30pm"},
    )  # fmt: skip
    lasts = forms.TypedChoiceField(
        label="Lasts", coerce=int, initial=60,
        choices=[(minutes, f"{minutes} minutes") for minutes in (30, 45, 60, 90, 120, 180, 240)],
    )  # fmt: skip
    place = line("Place or link", 300)
    is_for_network = forms.BooleanField(label="It reports to the network", required=False)
    agenda = text("Agenda", 4_000, help_text="It stands in the calendar entry.")
    minutes = text("Minutes", 20_000, rows=8, help_text="The councils of the round read them.")
    is_off = forms.BooleanField(label="It does not take place", required=False)

    @classmethod
    def shown(cls, row: Any) -> dict[str, Any]:
        local = timezone.localtime(row.starts_at)
        lasts = int((row.ends_at - row.starts_at).total_seconds()) // 60
        return super().shown(row) | {"day": local.date(), "begins": local.time(), "lasts": lasts}

    @property
    def told(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        starts_at = at_uk_time(found.pop("day"), found.pop("begins")).astimezone(UTC)
        return found | {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=found.pop("lasts"))}
