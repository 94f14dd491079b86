"""Forms of a soft market test: its questions and days, the notes of a workshop, and a provider's answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from accounts.fields import DateInputField
from engagement.interviews.domain.coverage_matrix import FrameCell
from engagement.interviews.domain.study_plan import InterviewConsent, MarketTestTerms, NewStudy
from engagement.interviews.domain.study_terms import MAY_QUOTE, YES, InterviewChannel
from engagement.interviews.domain.theme_sets import FOR_MARKET_TESTS, SETS, theme_set, typed_themes
from engagement.interviews.domain.themes import Theme
from engagement.interviews.domain.voices import FEWEST_VOICES
from engagement.interviews.forms.studies import OWN_THEMES
from engagement.models import Event, InterviewStudy

LONGEST_ANSWER, LONGEST_KEPT = 5_000, 20_000
CELLS = (FrameCell("Providers", "Providers", FEWEST_VOICES), FrameCell("Workshop", "Workshop", 1))


class TermsForm(forms.Form):
    """What providers are told, and when they may answer in writing."""

    introduction = forms.CharField(
        label="What providers read first", max_length=20_000, widget=forms.Textarea({"rows": 8}),
        help_text="The service as it is planned, why you ask, and what becomes of the answers.",
        error_messages={"required": "Say what providers are asked about"},
    )  # fmt: skip
    opens_on = DateInputField(
        label="Written answers from", require_all_fields=False, required=False,
        help_text="Leave both days empty if there is a workshop alone.",
    )  # fmt: skip
    closes_on = DateInputField(label="Until the end of", require_all_fields=False, required=False)

    def clean(self) -> None:
        first, last = (self.cleaned_data.get(name) for name in ("opens_on", "closes_on"))
        if first and last and last < first:
            self.add_error("closes_on", "The last day is before the first")
        if bool(first) != bool(last) and not self.errors.keys() & {"opens_on", "closes_on"}:
            self.add_error("closes_on" if first else "opens_on", "Give both days, or neither")

    def terms(self, exercise_id: UUID, event_id: UUID | None = None) -> MarketTestTerms:
        found = self.cleaned_data
        days: tuple[date | None, date | None] = (found["opens_on"] or None, found["closes_on"] or None)
        return MarketTestTerms(exercise_id, found["introduction"].strip(), *days, event_id)


class MarketTestForm(TermsForm):
    """A soft market test to be set up."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Give it a name"})
    exercise = forms.ChoiceField(
        label="Providers of the exercise", error_messages={"required": "Choose whose providers are asked"}
    )
    theme_set = forms.ChoiceField(
        label="Questions", choices=[*((key, SETS[key]) for key in FOR_MARKET_TESTS), (OWN_THEMES, "My own, as below")],
        widget=forms.RadioSelect, error_messages={"required": "Choose the questions"},
    )  # fmt: skip
    own_themes = forms.CharField(
        label="Own questions", required=False, max_length=50_000, widget=forms.Textarea({"rows": 5}),
        help_text="One a line, as from a spreadsheet or parted by |: key, who is asked (provider), title, question, "
        "prompts and first codes parted by semicolons.",
    )  # fmt: skip
    more_names = forms.CharField(
        label="Wards, places and brands that no quote may name", required=False, max_length=20_000,
        widget=forms.Textarea({"rows": 3}), help_text="One a line.",
    )  # fmt: skip
    field_order = ("name", "exercise", "introduction", "theme_set", "own_themes", "opens_on", "closes_on", "more_names")

    def __init__(self, exercises: Sequence[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(str(one.id), one.name) for one in exercises]
        self.fields["exercise"].choices = chosen  # type: ignore[attr-defined]
        self.read_themes: tuple[Theme, ...] = ()

    def clean(self) -> None:
        super().clean()
        chosen = self.cleaned_data.get("theme_set")
        if not chosen:
            return
        try:
            own = chosen == OWN_THEMES
            self.read_themes = typed_themes(str(self.cleaned_data.get("own_themes", ""))) if own else theme_set(chosen)
        except ValueError as trouble:
            self.add_error("own_themes", str(trouble))

    @property
    def told(self) -> NewStudy:
        found = self.cleaned_data
        return NewStudy(
            found["name"].strip(), "", self.read_themes, CELLS, uuid4().int % 2**31, found["more_names"],
            self.terms(UUID(found["exercise"])),
        )  # fmt: skip


class ChangeTestForm(TermsForm):
    """What of a soft market test may change."""

    event = forms.ChoiceField(
        label="Workshop", required=False, help_text="An event of the exercise: set it up among its events first."
    )
    field_order = ("introduction", "opens_on", "closes_on", "event")

    def __init__(self, events: Sequence[Event], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.id), f"{one.title}, {one.starts_at:%-d %B %Y}") for one in events]
        self.fields["event"].choices = [("", "None"), *named]  # type: ignore[attr-defined]

    def changed(self, exercise_id: UUID) -> MarketTestTerms:
        event = self.cleaned_data["event"]
        return self.terms(exercise_id, UUID(event) if event else None)


class TableForm(forms.Form):
    """A table of a workshop at which notes were taken."""

    name = forms.CharField(
        label="Table", max_length=60, help_text="Such as “Table 2, rural zones”. Name no provider.",
        error_messages={"required": "Say which table"},
    )  # fmt: skip
    held_on = DateInputField(label="Held on", require_all_fields=False)
    channel = forms.ChoiceField(
        label="How", choices=[(each.value, each.label) for each in (InterviewChannel.IN_PERSON, InterviewChannel.VIDEO)]
    )
    consent = forms.MultipleChoiceField(
        label="What everybody at the table agreed to",
        choices=[("may_note", "Notes are kept"), ("may_quote", "Quotes without their name")],
        widget=forms.CheckboxSelectMultiple, error_messages={"required": "Without consent there are no notes to keep"},
    )  # fmt: skip

    @property
    def agreed(self) -> InterviewConsent:
        given = set(self.cleaned_data["consent"])
        return InterviewConsent("may_note" in given, False, "may_quote" in given, False)


class AnswersForm(forms.Form):
    """A provider's answers, a field a theme."""

    prefix = "answer"

    def __init__(self, study: InterviewStudy, typed: Mapping[str, str]) -> None:
        super().__init__({f"{self.prefix}-{key}": text for key, text in typed.items()})
        for each in study.themes:
            prompts = f" For example: {', '.join(each['prompts'])}." if each["prompts"] else ""
            self.fields[each["key"]] = forms.CharField(
                label=each["title"] or each["question"], help_text=each["question"] + prompts, required=False,
                max_length=LONGEST_ANSWER, strip=False, widget=forms.Textarea({"rows": 5}),
            )  # fmt: skip
        self.fields[MAY_QUOTE] = forms.ChoiceField(
            label="May a sentence of yours be quoted without your name?", required=False, widget=forms.RadioSelect,
            choices=[(YES, "Yes"), ("no", "No")],
            help_text="Only with what at least five could be called, such as “a provider”, and after a second person "
            "has looked at it. Without an answer we quote nothing.",
        )  # fmt: skip

    def as_typed(self) -> "AnswersForm":
        """Return the form without what is wrong on it, while somebody still fills it in."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        return self


def typed_in(posted: QueryDict, keys: Sequence[str]) -> dict[str, str]:
    """Return what stands on the page by theme, as it was typed; line ends as browsers show them."""
    found = {key: str(posted.get(f"{AnswersForm.prefix}-{key}", "")) for key in keys}
    return {key: text.replace("\0", "").replace("\r\n", "\n")[:LONGEST_KEPT] for key, text in found.items()}
