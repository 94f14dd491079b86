"""The filter of a head office's list of locations."""

from collections.abc import Iterable
from typing import Any

from django import forms

from submissions.forms.returns import STATES


class OwnLocationFilter(forms.Form):
    q = forms.CharField(label="Location, postcode or person", required=False, max_length=100)
    exercise = forms.ChoiceField(label="Exercise", required=False)
    state = forms.ChoiceField(label="State", choices=STATES, required=False)
    charge = forms.ChoiceField(label="In charge", required=False)

    def __init__(
        self, exercises: Iterable[tuple[str, str]], people: Iterable[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        exercises = list(exercises)
        for name, choices in (("exercise", exercises), ("charge", people)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "Any" if name == "exercise" else "Anybody"), *choices]
        if len(exercises) < 2:
            del self.fields["exercise"]
