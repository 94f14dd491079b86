"""Forms of a study: its themes and frame, who is in it, what became of an invitation, and an interview's consent."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms

from accounts.fields import DateInputField
from engagement.interviews.domain.coverage_matrix import FrameCell, InterviewStatus
from engagement.interviews.domain.frame_lines import COLUMNS, FrameLine, read_frame_lines
from engagement.interviews.domain.study_plan import InterviewConsent, NewStudy
from engagement.interviews.domain.study_terms import InterviewChannel
from engagement.interviews.domain.theme_sets import KINDS, SETS, theme_set, typed_cells, typed_themes
from engagement.interviews.domain.themes import Theme
from engagement.meetings.domain.uk_times import at_uk_time
from engagement.models import InterviewStudy

OWN_THEMES = "own"
_FIRST_CELLS = "Large providers, 3\nSmall and medium providers, 3\nProviders that leave, 3\nPrivate only, 3"


class StudyForm(forms.Form):
    """A study to be set up."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Give the study a name"})
    purpose = forms.CharField(
        label="What it is to find out", max_length=2_000, required=False, widget=forms.Textarea({"rows": 3})
    )
    theme_set = forms.ChoiceField(
        label="Themes", choices=[*SETS.items(), (OWN_THEMES, "My own, as pasted below")], widget=forms.RadioSelect,
        error_messages={"required": "Choose the themes"},
    )  # fmt: skip
    own_themes = forms.CharField(
        label="Own themes", required=False, max_length=50_000, widget=forms.Textarea({"rows": 6}),
        help_text="A theme a line, as from a spreadsheet or parted by |: key, who is asked (both, commissioner, "
        "provider, provider (leaving)), title, question, prompts and first codes parted by semicolons.",
    )  # fmt: skip
    cells = forms.CharField(
        label="Whom to interview", max_length=5_000, widget=forms.Textarea({"rows": 6}), initial=_FIRST_CELLS,
        help_text="A cell of the frame a line, and how many of them: “North, 2”.",
        error_messages={"required": "Say whom to interview"},
    )  # fmt: skip
    more_names = forms.CharField(
        label="Wards, places and brands that no quote may name", required=False, max_length=20_000,
        widget=forms.Textarea({"rows": 4}),
        help_text="One a line. Councils, providers, owners and people of the register are looked for anyway.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.read_cells: tuple[FrameCell, ...] = ()
        self.read_themes: tuple[Theme, ...] = ()

    def clean_cells(self) -> str:
        text = str(self.cleaned_data["cells"])
        try:
            self.read_cells = typed_cells(text)
        except ValueError as trouble:
            raise forms.ValidationError(str(trouble)) from None
        return text

    def clean(self) -> None:
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
        seed = uuid4().int % 2**31
        return NewStudy(
            found["name"].strip(), found["purpose"].strip(), self.read_themes, self.read_cells, seed,
            found["more_names"],
        )  # fmt: skip


class FrameForm(forms.Form):
    """People of a frame as pasted; once sound, ``read`` are the lines."""

    lines = forms.CharField(
        label="People and organisations", max_length=400_000,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
        error_messages={"required": "Paste at least one line"},
    )  # fmt: skip

    def __init__(self, *args: Any, study: InterviewStudy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cells = [each["key"] for each in study.cells]
        self.read: tuple[FrameLine, ...] = ()
        self.fields["lines"].help_text = (
            f"A line each, as from a spreadsheet or parted by semicolons: {'; '.join(COLUMNS)}. Cells: "
            f"{', '.join(self.cells)}. Kinds: {', '.join(KINDS)}. Descriptions from the most exact to the widest, "
            "parted by slashes: “a small provider, North / a small provider / a provider”."
        )

    def clean_lines(self) -> str:
        text = str(self.cleaned_data["lines"])
        read = read_frame_lines(text, self.cells, KINDS)
        if read.faults:
            raise forms.ValidationError(list(read.faults[:20]))
        if not read.lines:
            raise forms.ValidationError("There is no line below the heading.")
        self.read = read.lines
        return text


class StatusForm(forms.Form):
    """What became of an invitation."""

    status = forms.ChoiceField(
        label="State",
        choices=[(each.value, each.label) for each in InterviewStatus if each is not InterviewStatus.DONE],
    )
    reason = forms.CharField(label="Why, if they decline", max_length=300, required=False)


class InterviewTimeForm(forms.Form):
    """When an interview is to be held."""

    day = DateInputField(label="Day", require_all_fields=False)
    begins = forms.TimeField(
        label="Begins at", help_text="An hour is kept. Such as 14:30 or 2:30pm.",
        input_formats=["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I %p"],
        widget=forms.TextInput({"class": "govuk-input--width-5"}),
        error_messages={"required": "Enter the time", "invalid": "Enter a time, such as 14:30 or 2:30pm"},
    )  # fmt: skip

    @property
    def starts_at(self) -> datetime:
        return at_uk_time(self.cleaned_data["day"], self.cleaned_data["begins"])


class InterviewForm(forms.Form):
    """An interview that was held, and what its consent allows."""

    held_on = DateInputField(label="Held on", require_all_fields=False)
    channel = forms.ChoiceField(label="How", choices=[(each.value, each.label) for each in InterviewChannel])
    consent = forms.MultipleChoiceField(
        label="What the interviewee agreed to",
        choices=[
            ("may_note", "Notes are kept"), ("may_record", "It was recorded"),
            ("may_quote", "Quotes without their name"), ("wants_to_check", "Wants to read the summary first"),
        ],
        widget=forms.CheckboxSelectMultiple,
        help_text="A recording is deleted three months after the interview.",
        error_messages={"required": "Without consent to notes there is no interview to keep"},
    )  # fmt: skip

    @property
    def agreed(self) -> InterviewConsent:
        given = set(self.cleaned_data["consent"])
        return InterviewConsent(*(key in given for key in ("may_note", "may_record", "may_quote", "wants_to_check")))
