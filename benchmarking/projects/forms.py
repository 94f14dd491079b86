"""Forms of a project: its brief, and a row of each of its lists."""

from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from accounts.fields import DateInputField
from benchmarking.projects.domain.brief_versions import LABELS, BriefTerms
from benchmarking.projects.domain.change_states import DECIDED, ChangeState
from benchmarking.projects.domain.project_group import GroupPlace, GroupSeat
from benchmarking.projects.domain.project_parts import ProjectPart
from benchmarking.projects.domain.project_risks import GRAVE, LIKELY
from benchmarking.projects.domain.project_tasks import TaskState
from engagement.meetings.domain.uk_times import at_uk_time
from register.fields import EmailAddressField

Choices = Sequence[tuple[str, str]]
CLOCKS = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I %p"]


def day_field(label: str, *, required: bool = True) -> DateInputField:
    return DateInputField(label=label, required=required, require_all_fields=False)


def text(label: str, most: int, *, rows: int = 3, missing: str = "", help_text: str = "") -> forms.CharField:
    """Return a field of some lines; ``missing`` is said where it has to be filled in."""
    return forms.CharField(
        label=label, max_length=most, required=bool(missing), widget=forms.Textarea({"rows": rows}),
        help_text=help_text, error_messages={"required": missing},
    )  # fmt: skip


def line(label: str, most: int, *, missing: str = "", help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=bool(missing), help_text=help_text, error_messages={"required": missing}
    )


def money(label: str, digits: int, missing: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=Decimal(0), max_digits=digits, decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-10"}),
        error_messages={"required": missing, "invalid": f"{label} must be a number in pounds, such as 500"},
    )  # fmt: skip


def days_field() -> forms.DecimalField:
    return forms.DecimalField(
        label="Days of work", min_value=Decimal(0), max_digits=5, decimal_places=1,
        widget=forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-5"}),
        help_text="Such as 1 or 0.5.",
        error_messages={"required": "Say how many days", "invalid": "Days must be a number, such as 1 or 0.5"},
    )  # fmt: skip


class ProjectStartForm(forms.Form):
    """The day from which the usual tasks are due."""

    begins_on = day_field("The project begins on")


class ProjectBriefForm(forms.Form):
    """A version of the brief."""

    aim = text("Aim", 2_000, missing="Say what the project is for")
    scope = text("Scope: what is in and what is not", 4_000, rows=4, missing="Say what is in scope")
    constraints = text("Constraints", 4_000)
    stakeholders = text("Stakeholders", 4_000)
    deliverables = text("Deliverables", 4_000)
    acceptance = text("How it is accepted", 2_000)
    days = days_field()
    day_rate_gbp = money("Rate a day in £", 8, "Give the rate a day, 0 for none")
    spent_gbp = money("Spent so far in £", 11, "Say what was spent so far, 0 for nothing")
    why = line("Why the brief changes", 300, help_text="Kept with the new version; the one before stays beside it.")

    def __init__(self, *args: Any, is_first: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["why"]

    @property
    def told(self) -> BriefTerms:
        return BriefTerms(**{name: self.cleaned_data[name] for name in LABELS})


class EntryForm(forms.Form):
    """A row of a list of the project; ``told`` is what the row will say."""

    def __init__(self, *args: Any, choices: Mapping[str, Choices] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (choices or {}).items():
            self.fields[name].choices = [("", "None"), *found]  # type: ignore[attr-defined]

    @classmethod
    def shown(cls, row: Any) -> dict[str, Any]:
        """Return what a row says, by the names of the fields."""
        return {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}  # type: ignore[attr-defined]

    @property
    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "why"}


class SeatForm(EntryForm):
    """Somebody of the project group."""

    name = line("Name", 150, missing="Give the name")
    organisation = line("Organisation", 200, missing="Name the organisation")
    seat = forms.ChoiceField(label="Seat", choices=[(one.value, one.label) for one in GroupSeat])
    place = forms.ChoiceField(
        label="Of inner or outer London", required=False, choices=[(one.value, one.label) for one in GroupPlace]
    )
    role = line("Role in the group", 200, help_text="Such as chair, or deputises for somebody.")
    email = EmailAddressField(
        label="Email address", required=False, help_text="For calendar entries. Councils of the round do not see it."
    )
    left_on = day_field("Left the group on", required=False)


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


class TaskForm(EntryForm):
    """A task, who does it until when, and whether it is done."""

    title = line("Task", 200, missing="Say what is to be done")
    days = days_field()
    owner = line("Who does it", 150)
    due_on = day_field("Due by", required=False)
    done_when = line("It is done when", 300)
    state = forms.ChoiceField(label="State", choices=[(one.value, one.label) for one in TaskState])
    done_on = day_field("Done on", required=False)

    def clean(self) -> None:
        found = self.cleaned_data
        is_done = found.get("state") == TaskState.DONE
        if is_done and "done_on" in found and found["done_on"] is None:
            self.add_error("done_on", "Enter the day on which it was done")
        if not is_done and found.get("done_on"):
            self.add_error("state", "A day is given on which it was done: choose “Done”, or take the day out")


class ProjectRiskForm(EntryForm):
    """A risk of the project."""

    title = line("What may happen", 200, missing="Say what may happen")
    owner = line("Who looks after it", 150)
    likelihood = forms.TypedChoiceField(
        label="How likely", coerce=int, choices=[(n, f"{n} – {words}") for n, words in LIKELY.items()], initial=3
    )
    impact = forms.TypedChoiceField(
        label="How grave", coerce=int, choices=[(n, f"{n} – {words}") for n, words in GRAVE.items()], initial=3
    )
    mitigation = text("What is done about it", 2_000)
    is_closed = forms.BooleanField(label="It is over", required=False)
    why = line("Why it changes", 300, help_text="Kept in the history of the risk.")


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


FORMS: dict[ProjectPart, type[EntryForm]] = {
    ProjectPart.GROUP: SeatForm,
    ProjectPart.MEETINGS: MeetingForm,
    ProjectPart.TASKS: TaskForm,
    ProjectPart.RISKS: ProjectRiskForm,
    ProjectPart.DECISIONS: GroupDecisionForm,
    ProjectPart.CHANGES: ChangeRequestForm,
}
