"""Forms to open times for 1-2-1s, book and move one, and record its outcome."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from crispy_forms_gds.choices import Choice
from django import forms

from accounts.fields import DateInputField
from engagement.contacts.domain.vocabulary import ContactOutcome
from engagement.domain.owner_team import OwnerTeam
from engagement.meetings.domain.meetings import OUTCOMES, Medium
from engagement.meetings.domain.one_to_one_mails import SIDES
from engagement.meetings.domain.one_to_ones import BookingRequest, MeetingOutcome, Opening
from engagement.meetings.domain.series import Series, spans
from engagement.meetings.domain.uk_times import span_in_words
from engagement.models import Slot
from register.fields import EmailAddressField, PhoneField
from register.fields.one_of_many import OneOfMany

TIMES = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I %p"]
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WRONG_TIME = "Enter a time, such as 14:30 or 2:30pm"


def time_field(label: str, help_text: str = "", *, required: bool = True) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=TIMES,
        widget=forms.TextInput({"class": "govuk-input--width-5"}),
        error_messages={"required": f"Enter the time for “{label}”", "invalid": WRONG_TIME},
    )


def minutes_field(label: str, least: int, most: int, **more: Any) -> forms.IntegerField:
    wrong = f"Enter whole minutes from {least} to {most}"
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput({"class": "govuk-input--width-3", "suffix": "minutes", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
        **more,
    )


class OfferedForm(forms.Form):
    """The choice of exercises whose locations may book; it comes last on the form."""

    exercises = forms.MultipleChoiceField(
        label="For the locations of",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one exercise"},
    )

    def __init__(self, exercises: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["exercises"] = self.fields.pop("exercises")
        field.choices = exercises  # type: ignore[attr-defined]


class OpenForm(OfferedForm):
    """One slot, or a series of them."""

    first_day = DateInputField(label="First day", require_all_fields=False, help_text="For example 1 12 2026.")
    last_day = DateInputField(
        label="Last day", required=False, require_all_fields=False, help_text="Blank if it is for one day."
    )
    weekdays = forms.MultipleChoiceField(
        label="On which weekdays",
        choices=list(enumerate(DAYS)),
        initial=["0", "1", "2", "3", "4"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Where there is a last day.",
    )
    begins = time_field("From", "For example 9:30.")
    ends = time_field("To", "No slot ends later than this.")
    minutes = minutes_field("Length of each slot", 5, 480, initial=30)
    gap = minutes_field("Gap between slots", 0, 240, initial=0)
    medium = forms.ChoiceField(
        label="How you meet",
        choices=[(each.value, each.label) for each in Medium],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you meet"},
    )
    place = forms.CharField(
        label="Address, or link of the video call",
        max_length=300,
        required=False,
        help_text="Whoever books the slot is told it. By phone it stays blank: you ring the provider.",
    )
    ring = forms.CharField(
        label="Your phone number for late changes",
        max_length=40,
        required=False,
        help_text="In the last hours before a 1-2-1 providers cannot change it here and ring this number.",
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "tel"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "The last day comes before the first")
        if last and not given.get("weekdays"):
            self.add_error("weekdays", "Choose at least one weekday")
        if given.get("begins") and given.get("ends") and given["ends"] <= given["begins"]:
            self.add_error("ends", "“To” must be later than “From”")
        if given.get("medium") == Medium.IN_PERSON and not given.get("place"):
            self.add_error("place", "Enter the address where you meet")
        return given

    @property
    def opening(self) -> Opening:
        given = self.cleaned_data
        first: date = given["first_day"]
        days = frozenset(int(day) for day in given["weekdays"]) if given["last_day"] else frozenset({first.weekday()})
        series = Series(
            first, given["last_day"] or first, days, given["begins"], given["ends"], given["minutes"], given["gap"]
        )
        return Opening(
            tuple(spans(series)),
            tuple(UUID(each) for each in given["exercises"]),
            Medium(given["medium"]),
            given["place"],
            given["ring"],
        )


def slot_choices(slots: Iterable[Slot]) -> list[Choice]:
    """Return the choices of slots: the time, with how and with which side's officer beneath."""
    return [
        Choice(
            str(slot.id),
            span_in_words(slot.starts_at, slot.ends_at),
            hint=f"{slot.get_medium_display()}, with {slot.officer.full_name} ({_side_in_words(slot)})",
        )
        for slot in slots
    ]


def _side_in_words(slot: Slot) -> str:
    side = OwnerTeam(slot.side)
    return SIDES[side] + (": not for going through a return" if side is OwnerTeam.COUNCIL else "")


class ChooseSlotForm(forms.Form):
    slot = forms.ChoiceField(
        label="Choose a time", widget=forms.RadioSelect, error_messages={"required": "Choose a time"}
    )

    def __init__(self, slots: Iterable[Slot], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["slot"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = slot_choices(slots)
        field.error_messages["invalid_choice"] = (
            "This time has just been booked, by you in another window or by somebody else. Choose another one"
        )


class BookForm(ChooseSlotForm):
    name = forms.CharField(
        label="Who we talk to",
        max_length=200,
        help_text="One or more names.",
        error_messages={"required": "Enter at least one name"},
    )
    email = EmailAddressField(
        label="Email address",
        help_text="The confirmation, an entry for the calendar and a reminder go here.",
        error_messages={"required": "Enter an email address"},
    )
    phone = PhoneField(label="Phone number", help_text="Needed for a 1-2-1 by phone: we ring it.", autocomplete="tel")
    words = forms.CharField(
        label="What it is about (optional)",
        max_length=2_000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Only the independent team reads this, and a council officer where you meet one. It is in no email.",
    )

    @property
    def wanted(self) -> BookingRequest:
        given = self.cleaned_data
        return BookingRequest(given["name"], given["email"], given["phone"], given["words"])


class LocationForm(forms.Form):
    """The choice of the location for which an officer books."""

    location = OneOfMany(label="Location", error_messages={"required": "Choose the location"})

    def __init__(self, locations: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["location"].offer(locations)  # type: ignore[attr-defined]


class MeetingOutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Outcome",
        choices=[(each.value, each.label) for each in OUTCOMES],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it"},
    )
    minutes = minutes_field("How long it took", 0, 1_440, required=False)
    promised_on = DateInputField(
        label="The day they promised their return for", required=False, require_all_fields=False
    )
    words = forms.CharField(
        label="Notes",
        max_length=5_000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Only your own side reads them; the independent team also reads those of the council.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("outcome") == ContactOutcome.PROMISED_DATE and not given.get("promised_on"):
            self.add_error("promised_on", "Enter the day that they promised")
        return given

    @property
    def said(self) -> MeetingOutcome:
        given = self.cleaned_data
        return MeetingOutcome(ContactOutcome(given["outcome"]), given["minutes"], given["words"], given["promised_on"])
