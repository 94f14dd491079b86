"""The form of a risk of the project."""

from django import forms

from benchmarking.forms import line, text
from benchmarking.projects.domain.project_risks import GRAVE, LIKELY
from benchmarking.projects.forms.entries import EntryForm


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
