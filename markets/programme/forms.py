"""Forms of a programme: what it rests on, a phase, its add-ons, the providers of a zone, and what clients chose."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from accounts.fields import DateInputField
from markets.forms import LONGEST_REFERENCES
from markets.programme.domain.add_ons import TickedAddOn, add_ons
from markets.programme.domain.answer_counts import MOST_COUNTED, CountedAnswer, pasted_answers
from markets.programme.domain.border_providers import MOST_REACH
from markets.programme.domain.client_choices import TAKEN_BACK, ClientChoice
from markets.programme.domain.phases import LONGEST_NOTE, LONGEST_PHASE, ProgrammePhase
from markets.programme.domain.question_sets import AnswerScale, ServiceUserQuestion, own_questions, shipped_questions

MANY, NARROW = forms.CheckboxSelectMultiple, "govuk-input govuk-input--width-4"


class ProgrammeForm(forms.Form):
    """A programme to begin."""

    name = forms.CharField(label="Name", max_length=105, error_messages={"required": "Give the programme a name"})
    zone_plan = forms.ChoiceField(
        label="Zone plan", help_text="Frozen plans alone, so that its zones never move.",
        error_messages={"required": "Choose a zone plan"},
    )  # fmt: skip
    appraisal = forms.ChoiceField(label="Appraisal that it carries out", required=False)

    def __init__(self, *args: Any, plans: Mapping[str, Any], appraisals: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {"zone_plan": plans, "appraisal": appraisals}
        for name, rows in offered.items():
            first = [("", "None")] if name == "appraisal" else []
            self.fields[name].choices = [*first, *((key, row.name) for key, row in rows.items())]  # type: ignore[attr-defined]


class PhaseForm(forms.Form):
    """A phase; ``taken`` says in which other phase a zone is."""

    name = forms.CharField(label="Name", max_length=LONGEST_PHASE, error_messages={"required": "Give the phase a name"})
    zones = forms.MultipleChoiceField(
        label="Zones", widget=MANY, error_messages={"required": "Choose at least one zone"}
    )  # fmt: skip
    starts = DateInputField(
        label="Mobilisation begins", require_all_fields=False, help_text="The first day on which care is handed over."
    )
    ends = DateInputField(
        label="Mobilisation ends", require_all_fields=False, help_text="By this day all care of its zones has moved."
    )
    note = forms.CharField(label="Note", max_length=LONGEST_NOTE, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, zones: Sequence[str], taken: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(zone, f"{zone} (now in {taken[zone]})" if zone in taken else zone) for zone in zones]
        self.fields["zones"].choices = words  # type: ignore[attr-defined]

    def phase(self, key: str) -> ProgrammePhase:
        found = self.cleaned_data
        return ProgrammePhase(
            key, found["name"].strip(), tuple(found["zones"]), found["starts"], found["ends"], found["note"].strip()
        )


class AddOnsForm(forms.Form):
    """Each add-on with its first day and its zones; what has neither is no part of the programme."""

    def __init__(self, *args: Any, zones: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, one in add_ons().items():
            self.fields[f"zones-{key}"] = forms.MultipleChoiceField(
                label=f"{one.name}: zones", widget=MANY, required=False, help_text=f"{one.words}.",
                choices=[(zone, zone) for zone in zones],
            )  # fmt: skip
            self.fields[f"starts-{key}"] = DateInputField(
                label=f"{one.name}: from", required=False, require_all_fields=False
            )

    def clean(self) -> None:
        for key, one in add_ons().items():
            zones, starts = self.cleaned_data.get(f"zones-{key}"), self.cleaned_data.get(f"starts-{key}")
            if zones and not starts and f"starts-{key}" not in self.errors:
                self.add_error(f"starts-{key}", f"{one.name}: say from which day")
            if starts and not zones and f"zones-{key}" not in self.errors:
                self.add_error(f"zones-{key}", f"{one.name}: choose its zones, or leave the day out")

    @property
    def ticked(self) -> list[TickedAddOn]:
        found = self.cleaned_data
        return [
            TickedAddOn(key, found[f"starts-{key}"], tuple(found[f"zones-{key}"]))
            for key in add_ons()
            if found.get(f"zones-{key}") and found.get(f"starts-{key}")
        ]


class NamedProvidersForm(forms.Form):
    """Which providers are to work in a zone; those that do today say so."""

    providers = forms.MultipleChoiceField(label="Providers that are to work here", widget=MANY, required=False)

    def __init__(self, *args: Any, offered: Mapping[str, str], now: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = sorted(offered.items(), key=lambda one: (one[0] not in now, one[1].casefold()))
        words = [(ref, f"{name} (works here today)" if ref in now else name) for ref, name in first]
        self.fields["providers"].choices = words  # type: ignore[attr-defined]


class ClientChoicesForm(forms.Form):
    """References with what their clients chose; what is typed is held against the list and then forgotten."""

    references = forms.CharField(
        label="Your own references, one a line", max_length=LONGEST_REFERENCES,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        help_text="Each is held against the table of packages and then forgotten.",
        error_messages={"required": "Type or paste at least one reference"},
    )  # fmt: skip
    choice = forms.ChoiceField(
        label="What these clients chose", widget=forms.RadioSelect,
        choices=[*((one.value, one.label) for one in ClientChoice), (TAKEN_BACK, "Nothing: take the record out")],
        error_messages={"required": "Choose what these clients chose"},
    )  # fmt: skip
    chosen_on = DateInputField(label="Chosen on", require_all_fields=False)

    def clean_chosen_on(self) -> Any:
        day = self.cleaned_data["chosen_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("The day of a choice cannot lie in the future")
        return day


class QuestionSetForm(forms.Form):
    """A set of closed questions: those that are shipped, and the council's own."""

    name = forms.CharField(label="Name", max_length=105, error_messages={"required": "Give the set a name"})
    shipped = forms.MultipleChoiceField(label="Questions", widget=MANY, required=False)
    own_agree = forms.CharField(
        label="Your own statements, with which people agree or not", max_length=5_000, required=False,
        widget=forms.Textarea({"rows": 4}), help_text="One a line.",
    )  # fmt: skip
    own_yes_no = forms.CharField(
        label="Your own questions, answered yes or no", max_length=5_000, required=False,
        widget=forms.Textarea({"rows": 4}), help_text="One a line.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(key, f"{one.words} ({one.source})") for key, one in shipped_questions().items()]
        self.fields["shipped"].choices = words  # type: ignore[attr-defined]
        self.own: dict[str, list[ServiceUserQuestion]] = {}

    def clean_own_agree(self) -> str:
        return self._own("own_agree", AnswerScale.AGREE)

    def clean_own_yes_no(self) -> str:
        return self._own("own_yes_no", AnswerScale.YES_NO)

    def _own(self, name: str, kind: AnswerScale) -> str:
        text = str(self.cleaned_data[name])
        try:
            self.own[name] = own_questions(text, kind)
        except ValueError as trouble:
            raise forms.ValidationError(str(trouble)) from None
        return text

    @property
    def questions(self) -> list[ServiceUserQuestion]:
        chosen = [shipped_questions()[key] for key in self.cleaned_data["shipped"]]
        return [*chosen, *self.own["own_agree"], *self.own["own_yes_no"]]


class AnswerCountsForm(forms.Form):
    """Counts of one zone: a box for each answer to each question; an empty box is 0."""

    def __init__(self, *args: Any, questions: Sequence[ServiceUserQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for number, one in enumerate(questions, 1):
            for place, answer in enumerate(one.kind.answers):
                words = f"Question {number}, {answer}"
                whole = f"{words}: enter a whole number from 0 to {MOST_COUNTED:,}"
                self.fields[f"n-{number}-{place}"] = forms.IntegerField(
                    label=words, required=False, min_value=0, max_value=MOST_COUNTED,
                    widget=forms.TextInput({"inputmode": "numeric", "aria-label": words, "class": NARROW}),
                    error_messages={"invalid": whole, "min_value": whole, "max_value": whole},
                )  # fmt: skip

    @property
    def rows(self) -> list[tuple[int, ServiceUserQuestion, list[tuple[str, forms.BoundField]]]]:
        """Return each question with its answers and their boxes."""
        return [
            (number, one, [(answer, self[f"n-{number}-{place}"]) for place, answer in enumerate(one.kind.answers)])
            for number, one in enumerate(self.questions, 1)
        ]

    def told(self, zone: str) -> list[CountedAnswer]:
        found = self.cleaned_data
        return [
            CountedAnswer(one.key, zone, answer, found[f"n-{number}-{place}"] or 0)
            for number, one in enumerate(self.questions, 1)
            for place, answer in enumerate(one.kind.answers)
        ]


class PastedAnswersForm(forms.Form):
    """Counts of many zones at once, as they are copied out of a table."""

    table = forms.CharField(
        label="Rows", max_length=500_000, widget=forms.Textarea({"rows": 8}),
        help_text="One a line: zone, number of the question, answer, count. Copied out of a spreadsheet is right.",
        error_messages={"required": "Put the rows in"},
    )  # fmt: skip

    def __init__(
        self, *args: Any, questions: Sequence[ServiceUserQuestion], zones: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.zones = questions, zones
        self.told: tuple[CountedAnswer, ...] = ()

    def clean_table(self) -> str:
        text = str(self.cleaned_data["table"])
        try:
            self.told = pasted_answers(text, self.questions, self.zones)
        except ValueError as trouble:
            raise forms.ValidationError(str(trouble)) from None
        return text


class ReachForm(forms.Form):
    """How far a provider may be from a zone."""

    km = forms.DecimalField(
        label="Within reach: at most so many km, straight", min_value=1, max_value=MOST_REACH, decimal_places=1,
        required=False, widget=forms.TextInput({"inputmode": "decimal"}),
        error_messages={
            "invalid": "The kilometres must be a number",
            "min_value": f"The kilometres must be between 1 and {MOST_REACH}",
            "max_value": f"The kilometres must be between 1 and {MOST_REACH}",
        },
    )  # fmt: skip
