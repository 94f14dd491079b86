"""Forms to plan an event, invite to it, register, and join one of another authority."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Div, Field, Layout
from django import forms

from accounts.fields import DateInputField
from engagement.meetings.domain.events import (
    Coming,
    EventKind,
    Planned,
    Whom,
)
from engagement.meetings.domain.uk_times import at_uk_time
from engagement.meetings.forms.slots import (
    LocationForm,
    OfferedForm,
    minutes_field,
    time_field,
)
from register.fields import EmailAddressField
from register.fields.one_of_many import SomeOfMany


def many(name: str) -> Div:
    """Return a long list of small boxes, side by side if there is room."""
    return Div(Field.checkboxes(name, small=True), css_class="portal-columns portal-long-list")


def laid_out(*fields: Any) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*fields)
    return helper


class EventForm(OfferedForm):
    title = forms.CharField(
        label="Title", max_length=200, error_messages={"required": "Enter a title"}, help_text="Providers read it."
    )
    kind = forms.ChoiceField(
        label="Kind",
        choices=[(each.value, each.label) for each in EventKind],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of event"},
    )
    day = DateInputField(label="Day", require_all_fields=False, help_text="For example 1 12 2026.")
    begins = time_field("Begins at", "For example 10:00.")
    minutes = minutes_field("How long", 15, 720, initial=60)
    where = forms.ChoiceField(
        label="Where",
        choices=[
            Choice("online", "Online", hint="The link is told only to those who register."),
            Choice("there", "At a place"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose online or at a place"},
    )
    place = forms.CharField(label="Link or address", max_length=300, required=False)
    words = forms.CharField(
        label="What it is about (optional)", max_length=2_000, required=False, widget=forms.Textarea({"rows": 4})
    )
    capacity = forms.IntegerField(
        label="Room for how many locations (optional)",
        min_value=1,
        max_value=10_000,
        required=False,
        help_text="When it is full, others are put on a waiting list. Blank if there is room for all.",
        widget=forms.TextInput({"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Enter a whole number, such as 20"),
    )
    by_invitation = forms.BooleanField(
        label="Only those who are invited see it", required=False, widget=forms.CheckboxInput
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("where") == "there" and not given.get("place"):
            self.add_error("place", "Enter the address")
        return given

    @property
    def planned(self) -> Planned:
        given = self.cleaned_data
        starts_at = at_uk_time(given["day"], given["begins"])
        return Planned(
            kind=EventKind(given["kind"]),
            title=given["title"],
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=given["minutes"]),
            exercise_ids=tuple(UUID(each) for each in given["exercises"]),
            place=given["place"],
            is_online=given["where"] == "online",
            words=given["words"],
            capacity=given["capacity"],
            by_invitation=given["by_invitation"],
        )


class InviteForm(forms.Form):
    """The choice of whom to invite, by GET, so that a preview changes nothing and can be gone back to."""

    whom = forms.ChoiceField(
        label="Whom to invite",
        choices=[(each.value, each.label) for each in Whom],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whom to invite"},
    )
    zones = forms.MultipleChoiceField(
        label="Which zones", required=False, widget=forms.CheckboxSelectMultiple, help_text="Where you invite by zone."
    )
    chosen = SomeOfMany(
        label="Which locations",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Where you choose locations.",
    )

    def __init__(self, zones: list[str], locations: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].offer(locations)  # type: ignore[attr-defined]
        chosen = many("chosen") if isinstance(self.fields["chosen"].widget, forms.CheckboxSelectMultiple) else "chosen"
        if zones:
            self.fields["zones"].choices = [(zone, zone) for zone in zones]  # type: ignore[attr-defined]
        else:
            del self.fields["zones"]
        self.helper = laid_out("whom", *([many("zones")] if zones else []), chosen)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("whom") == Whom.ZONE and not given.get("zones"):
            self.add_error("zones" if "zones" in self.fields else "whom", "Choose at least one zone")
        if given.get("whom") == Whom.CHOSEN and not given.get("chosen"):
            self.add_error("chosen", "Choose at least one location")
        return given

    @property
    def asked(self) -> dict[str, Any]:
        """Return the choice as arguments of queries and actions."""
        given = self.cleaned_data
        return {
            "whom": Whom(given["whom"]),
            "zones": tuple(given.get("zones", ())),
            "chosen": tuple(UUID(each) for each in given["chosen"]),
        }


class NameForm(forms.Form):
    """The registration behind the link of an invitation, where the address is known."""

    name = forms.CharField(
        label="Who comes",
        max_length=200,
        help_text="One or more names.",
        error_messages={"required": "Enter at least one name"},
    )


class ComingForm(NameForm):
    """The registration of a provider on the portal."""

    email = EmailAddressField(
        label="Email address",
        help_text="The confirmation, an entry for the calendar and a reminder go here.",
        error_messages={"required": "Enter an email address"},
    )

    @property
    def coming(self) -> Coming:
        return Coming(self.cleaned_data["name"], self.cleaned_data["email"])


class RegisterForm(ComingForm, LocationForm):
    """The registration by an officer, for a location."""

    field_order = ("location", "name", "email")


class CancelForm(forms.Form):
    because = forms.CharField(
        label="Why (optional)", max_length=300, required=False, help_text="It stands in the email to those registered."
    )


class JoinEventForm(forms.Form):
    code = forms.CharField(
        label="Code of the event",
        max_length=20,
        help_text="The host sees it on the page of the event and gives it to you.",
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}),
        error_messages={"required": "Enter the code"},
    )


class WalkedInForm(forms.Form):
    walked_in = forms.MultipleChoiceField(
        label="Others who came without having registered",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, locations: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["walked_in"].choices = locations  # type: ignore[attr-defined]
        self.helper = laid_out(many("walked_in")) if locations else laid_out()
