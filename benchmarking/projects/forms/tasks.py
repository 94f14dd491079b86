"""The form of a task of the project."""

from django import forms

from benchmarking.forms import line
from benchmarking.projects.domain.project_tasks import TaskState
from benchmarking.projects.forms.entries import EntryForm
from benchmarking.projects.forms.form_fields import day_field, days_field


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
