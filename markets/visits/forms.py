"""Forms of visits: a file, which column holds what, and what is answered about its rows."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from markets.visits.domain.column_proposals import CHOICES
from markets.visits.domain.dataset_states import STATE_GROUPS
from markets.visits.domain.held_months import month_words
from markets.visits.domain.take_in_questions import TakeInQuestion

NOT_READ = [("", "Not read")]
FIELDS = NOT_READ + sorted(CHOICES.items(), key=lambda pair: pair[1])
ZONES = [("Europe/London", "What clocks in England showed"), ("UTC", "UTC, as some systems write it")]
ORDERS = [("", "As its rows show"), ("dmy", "The day: 03/04 is the third of April"), ("mdy", "The month")]


class SendForm(forms.Form):
    """A file of visits."""

    file = forms.FileField(
        label="File",
        help_text=(
            "CSV, Excel (.xlsx), XML, or a zip of them, of at most 100 MB; zip what is larger. It is kept sealed until "
            "it is taken in, and then deleted."
        ),
        error_messages={"required": "Choose a file", "empty": "This file is empty. Send it again from your system."},
    )


class DatasetFilter(forms.Form):
    """What the list of files is narrowed down to."""

    state = forms.ChoiceField(
        label="Show", required=False, choices=[("", "All files"), *((name, words) for name, words, _ in STATE_GROUPS)]
    )
    q = forms.CharField(label="Name of the file", required=False, max_length=100)

    @property
    def wanted(self) -> dict[str, str]:
        """Return what the filter says; what cannot be read is left out."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


class OwnSendForm(SendForm):
    """A file of a provider's own visits, for the team of an authority; asked for where there are several."""

    def __init__(self, *arguments: Any, authorities: Sequence[Any]) -> None:
        super().__init__(*arguments)
        self._only = authorities[0].id if len(authorities) == 1 else None
        if self._only is None:
            choices = [("", "Choose"), *((str(one.id), one.name) for one in authorities)]
            missing = {"required": "Choose whose independent team it is for"}
            self.fields["authority"] = forms.ChoiceField(label="Authority", choices=choices, error_messages=missing)
            self.order_fields(["authority", "file"])

    @property
    def authority_id(self) -> UUID:
        return self._only or UUID(self.cleaned_data["authority"])


class MappingForm(forms.Form):
    """Which column holds what; ``columns`` are the proposals, a field each, named by their place."""

    name = forms.CharField(label="What to call this layout", max_length=100, required=False)
    zone = forms.ChoiceField(label="What its times are", choices=ZONES, widget=forms.RadioSelect)
    dates = forms.ChoiceField(
        label="What stands first in a date such as 03/04/2025", choices=ORDERS, required=False, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, columns: Sequence[Mapping[str, Any]], initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial={"zone": "Europe/London", "dates": "", **initial})
        self._columns = columns
        for place, column in enumerate(columns):
            looks = ", ".join(column["looks"])
            shown = f"Looks like: {looks}. " if looks else ""
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=column["name"] or f"Column {place + 1}, without a name",
                choices=FIELDS,
                required=False,
                initial=column["field"],
                help_text=f"{shown}{column['why']}",
            )

    @property
    def columns(self) -> dict[str, str]:
        found = ((column["name"], self.cleaned_data[f"column_{place}"]) for place, column in enumerate(self._columns))
        return {name: field for name, field in found if field and name}


class PeriodForm(forms.Form):
    """The first and the last of some months; ``months`` are those of which anything is held."""

    first = forms.ChoiceField(label="First month", error_messages={"required": "Choose the first month"})
    last = forms.ChoiceField(label="Last month", error_messages={"required": "Choose the last month"})

    def __init__(self, data: Any, months: Sequence[str]) -> None:
        super().__init__(data)
        self.months = months
        for name in ("first", "last"):
            self.fields[name].choices = [("", "Choose"), *((month, month_words(month)) for month in months)]  # type: ignore[attr-defined]

    def clean_last(self) -> str:
        first, last = self.cleaned_data.get("first", ""), str(self.cleaned_data["last"])
        if last < first:
            raise forms.ValidationError("The last month lies before the first")
        return last


class VisitAnswerForm(forms.Form):
    """An answer to each question that is open; ``places`` are the locations that a provider's word may mean."""

    def __init__(self, data: Any, questions: Sequence[TakeInQuestion], places: Mapping[str, str]) -> None:
        super().__init__(data)
        self._keys = [question.key for question in questions]
        for number, question in enumerate(questions):
            self.fields[f"answer_{number}"] = _answer(question, places)

    @property
    def answers(self) -> dict[str, str]:
        return {key: self.cleaned_data[f"answer_{number}"] for number, key in enumerate(self._keys)}


def _answer(question: TakeInQuestion, places: Mapping[str, str]) -> forms.ChoiceField:
    required = {"required": "Choose an answer, or leave those rows waiting"}
    if question.code == "V17":
        choices = [("", "Choose"), *question.choices.items(), *places.items()]
        return forms.ChoiceField(label=question.words, choices=choices, error_messages=required)
    return forms.ChoiceField(
        label=question.words,
        choices=list(question.choices.items()),
        widget=forms.RadioSelect,
        error_messages=required,
    )
