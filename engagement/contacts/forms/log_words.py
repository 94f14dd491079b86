"""Forms that say what the words of an old log mean, and put its rows right."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from engagement.contacts.domain.log_words.questions import QuestionKind
from register.fields.file_words import FileWordsForm

_LONGEST_CELL = 1_000


class LogWordsForm(FileWordsForm):
    labels = {kind.value: kind.label for kind in QuestionKind}


class PutRightForm(forms.Form):
    """A cell to type anew for each fault, or its row to be left out."""

    plan = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, faults: Sequence[Mapping[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = [place for place, each in enumerate(faults) if each.get("field")]
        for place in self.places:
            fault = faults[place]
            read = f"We read “{fault['read']}”." if fault["read"] else "The cell is blank."
            self.fields[f"cell{place}"] = forms.CharField(
                label=f"Row {fault['row']:,}, {fault['column']}",
                required=False,
                max_length=_LONGEST_CELL,
                help_text=f"{read} We expected {fault['expected']}.",
            )
            self.fields[f"leave{place}"] = forms.BooleanField(label=f"Leave out row {fault['row']:,}", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        cells = {place: given[f"cell{place}"] for place in self.places if given.get(f"cell{place}")}
        left_out = [place for place in self.places if given.get(f"leave{place}")]
        if not cells and not left_out and not self.errors:
            raise forms.ValidationError("Type at least one cell anew, or tick a row to leave out")
        return given | {"cells": cells, "left_out": left_out}
