"""The form of one contact: a typical call needs an outcome; all else has a default or may stay blank."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from accounts.fields import DateInputField
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Topic,
    misfit,
)
from engagement.forms.contact_layout import MORE, contact_helper

# Those of a call first: whoever logs one by keyboard gets there with a press or two.
OUTCOMES = (
    ContactOutcome.NO_ANSWER,
    ContactOutcome.LEFT_MESSAGE,
    ContactOutcome.SPOKE,
    ContactOutcome.PROMISED_DATE,
    ContactOutcome.ASKED_FOR_HELP,
    ContactOutcome.DECLINED_CAPACITY,
    ContactOutcome.DECLINED_CONFIDENTIALITY,
    ContactOutcome.DECLINED_OTHER,
    ContactOutcome.SENT,
    ContactOutcome.BOUNCED,
    ContactOutcome.REGISTERED,
    ContactOutcome.ATTENDED,
    ContactOutcome.DID_NOT_ATTEND,
)
Choices = list[tuple[str, str]]
NOON = time(12)
TIMES = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I %p"]
MOST_WORDS = 5_000


def labelled(words: Any) -> Choices:
    return [(word.value, word.label) for word in words]


class ContactForm(forms.Form):
    """One contact; ``people``, ``colleagues`` and ``about`` (further locations) are choices of key and name."""

    channel = forms.ChoiceField(
        label="How", choices=labelled(Channel), initial=Channel.CALL, widget=forms.Select({"accesskey": "l"})
    )
    direction = forms.ChoiceField(
        label="Who contacted whom", choices=labelled(Direction), initial=Direction.OUT, widget=forms.RadioSelect
    )
    outcome = forms.ChoiceField(
        label="What came of it",
        choices=labelled(OUTCOMES),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it"},
    )
    person = forms.ChoiceField(label="With whom", required=False)
    words = forms.CharField(
        label="Notes", required=False, max_length=MOST_WORDS, widget=forms.Textarea({"rows": 3}), strip=True
    )
    day = DateInputField(label="On which day", required=False, require_all_fields=False, help_text="Blank is now.")
    clock = forms.TimeField(
        label="At what time",
        required=False,
        input_formats=TIMES,
        widget=forms.TextInput({"class": "govuk-input--width-5"}),
        help_text="For example 14:30. Blank on an earlier day is noon.",
        error_messages={"invalid": "Enter a time, such as 14:30 or 2:30pm"},
    )
    minutes = forms.IntegerField(
        label="How long it took",
        required=False,
        min_value=0,
        max_value=1_440,
        widget=forms.TextInput({"class": "govuk-input--width-3", "suffix": "minutes", "inputmode": "numeric"}),
        error_messages={"invalid": "Enter whole minutes, such as 15"},
    )
    promised_on = DateInputField(
        label="The day they promised their return for", required=False, require_all_fields=False
    )
    topics = forms.MultipleChoiceField(
        label="What it was about", required=False, choices=labelled(Topic), widget=forms.CheckboxSelectMultiple
    )
    is_shared = forms.BooleanField(
        label="Share the notes, topics and next step with the council", required=False, widget=forms.CheckboxInput
    )
    next_step = forms.CharField(label="Next step", required=False, max_length=300)
    next_on = DateInputField(label="Do it on", required=False, require_all_fields=False)
    next_for = forms.ChoiceField(label="Who does it", required=False)
    others = forms.MultipleChoiceField(
        label="Who else was there, at the provider", required=False, widget=forms.CheckboxSelectMultiple
    )
    names = forms.CharField(
        label="Somebody who is not on the list",
        required=False,
        max_length=1_000,
        widget=forms.Textarea({"rows": 2}),
        help_text="One name a line.",
    )
    colleagues = forms.MultipleChoiceField(
        label="Who else was there, on our side", required=False, widget=forms.CheckboxSelectMultiple
    )
    about = forms.MultipleChoiceField(
        label="Other locations of this owner that it was about", required=False, widget=forms.CheckboxSelectMultiple
    )
    more_locations = forms.CharField(
        label="Any other locations",
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 2}),
        help_text="CQC location IDs or names, one a line.",
    )

    def __init__(
        self,
        *args: Any,
        people: Choices | None = None,
        colleagues: Choices | None = None,
        about: Choices | None = None,
        for_council: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choices("person", [("", "Nobody in particular"), *(people or [])])
        self._choices("others", people or [])
        self._choices("colleagues", colleagues or [])
        self._choices("next_for", [("", "Me"), *(colleagues or [])])
        self._choices("about", about or [])
        for name in ("others", "colleagues", "about"):
            if not self.fields[name].choices:  # type: ignore[attr-defined]
                del self.fields[name]
        if for_council:
            # The team reads what the council writes in any case.
            del self.fields["is_shared"]
        self.helper = contact_helper(self)

    def _choices(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def ask_for_locations(self) -> None:
        """Require locations on the form, as the page gives none."""
        field = self.fields["more_locations"]
        field.label, field.required = "Locations", True
        field.error_messages["required"] = "Enter at least one location: its CQC location ID or its name"
        del self.fields["person"]
        self.helper = contact_helper(self)

    @property
    def is_open(self) -> bool:
        """Tell whether something stands in the folded part, or is wrong there."""
        return any(name in self.errors or self.initial.get(name) for name in MORE)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        wrong = misfit_of(given.get("channel", ""), given.get("outcome", ""))
        if wrong:
            self.add_error("outcome", wrong)
        promised = given.get("outcome") == ContactOutcome.PROMISED_DATE and "promised_on" in self.fields
        if promised and not given.get("promised_on") and "promised_on" not in self.errors:
            self.add_error("promised_on", "Enter the day that they promised")
        if given.get("next_step") and not given.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", "Enter the day on which to do the next step")
        return given

    @property
    def other_locations(self) -> list[str]:
        """Return the names or CQC location IDs as typed."""
        lines = self.cleaned_data.get("more_locations", "").splitlines()
        return [" ".join(line.split()) for line in lines if line.strip()]

    def contacted(self, participation_ids: tuple[UUID, ...], by_id: UUID) -> Contacted:
        people = [self.cleaned_data.get("person", ""), *self.cleaned_data.get("others", [])]
        keys = tuple(dict.fromkeys(UUID(each) for each in people if each))
        names = tuple(" ".join(line.split())[:200] for line in self.cleaned_data["names"].splitlines() if line.strip())
        return self.contacted_with(participation_ids, by_id, keys, names)

    def contacted_with(
        self,
        participation_ids: tuple[UUID, ...],
        by_id: UUID,
        people_ids: tuple[UUID, ...],
        names: tuple[str, ...],
        outcome: ContactOutcome | None = None,
    ) -> Contacted:
        """Return the contact to log; ``outcome`` replaces the one chosen on the form."""
        given = self.cleaned_data
        return Contacted(
            channel=Channel(given["channel"]),
            direction=Direction(given["direction"]),
            happened_at=moment(given["day"], given["clock"]),
            participation_ids=participation_ids,
            outcome=outcome or ContactOutcome(given["outcome"]),
            people_ids=people_ids,
            names=names,
            colleague_ids=tuple(UUID(each) for each in given.get("colleagues", [])),
            minutes=given["minutes"],
            promised_on=given.get("promised_on"),
            next_step=given.get("next_step", ""),
            next_on=given.get("next_on"),
            next_for_id=_who(given, by_id),
            words="\n".join(given["words"].splitlines()),
            topics=tuple(Topic(each) for each in given["topics"]),
            is_shared=given.get("is_shared", False),
        )


def misfit_of(channel: str, outcome: str) -> str:
    """Tell why the outcome does not fit the channel; blank if it does, or if one of them is not given."""
    return misfit(Channel.of(channel), ContactOutcome.of(outcome)) if channel and outcome else ""


def _who(given: dict[str, Any], by_id: UUID) -> UUID | None:
    if not given.get("next_on"):
        return None
    return UUID(given["next_for"]) if given["next_for"] else by_id


def moment(day: date | None, clock: time | None) -> datetime:
    """Return the moment: blank is now, a time alone is today's, an earlier day alone is its noon."""
    now = timezone.localtime()
    if clock is None and day in (None, now.date()):
        return now
    return timezone.make_aware(datetime.combine(day or now.date(), clock or NOON))
