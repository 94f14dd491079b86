"""Forms of a project as a whole: the day on which it begins, and a version of its brief."""

from typing import Any

from django import forms

from benchmarking.forms import line, text
from benchmarking.projects.domain.brief_versions import LABELS, BriefTerms
from benchmarking.projects.forms.form_fields import day_field, days_field, money


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
