"""Forms of a round: its terms, and the councils that take part."""

from datetime import date
from typing import Any

from django import forms

from accounts.fields import DateInputField
from benchmarking.rounds.domain.member_lines import COLUMNS, MemberLine, read_member_lines
from benchmarking.rounds.domain.round_terms import HYPOTHESES, MONDAY, NewRound


class BenchmarkRoundForm(forms.Form):
    """A round to be set up."""

    name = forms.CharField(label="Name", max_length=80, error_messages={"required": "Give the round a name"})
    reference_week = DateInputField(
        label="Monday of the reference week",
        require_all_fields=False,
        help_text="Every council answers for the same week.",
    )
    opens_on = DateInputField(label="Opens on", require_all_fields=False)
    closes_on = DateInputField(label="Closes at the end of", require_all_fields=False)
    hypotheses = forms.MultipleChoiceField(
        label="What is held against what",
        choices=[(key, f"{key}: {words}") for key, words in HYPOTHESES.items()],
        initial=list(HYPOTHESES),
        widget=forms.CheckboxSelectMultiple,
        help_text="They are locked as the round opens, before anybody reads an answer.",
        error_messages={"required": "Choose what is held against what"},
    )

    def clean_reference_week(self) -> date:
        day: date = self.cleaned_data["reference_week"]
        if day.weekday() != MONDAY:
            raise forms.ValidationError(f"{day:%-d %B %Y} is a {day:%A}. Enter the Monday of the week")
        return day

    def clean(self) -> None:
        opens_on, closes_on = (self.cleaned_data.get(key) for key in ("opens_on", "closes_on"))
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", "The last day is before the first")

    @property
    def told(self) -> NewRound:
        found = self.cleaned_data
        return NewRound(
            found["name"].strip(), found["reference_week"], found["opens_on"], found["closes_on"],
            tuple(found["hypotheses"]),
        )  # fmt: skip


class CouncilLinesForm(forms.Form):
    """Councils as pasted; once sound, ``read`` are the lines."""

    lines = forms.CharField(
        label="Councils",
        max_length=100_000,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
        help_text=f"A council a line, as from a spreadsheet or parted by semicolons: {'; '.join(COLUMNS)}.",
        error_messages={"required": "Paste at least one council"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.read: tuple[MemberLine, ...] = ()

    def clean_lines(self) -> str:
        text = str(self.cleaned_data["lines"])
        read = read_member_lines(text)
        if read.faults:
            raise forms.ValidationError(list(read.faults[:20]))
        if not read.lines:
            raise forms.ValidationError("There is no council below the heading.")
        self.read = read.lines
        return text
