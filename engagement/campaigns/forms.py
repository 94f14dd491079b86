"""Forms of campaigns: a campaign, and a step with its words, its audience and its day."""

from typing import Any

from crispy_forms_gds.choices import Choice
from django import forms

from accounts.domain.delivery import MailState
from accounts.fields import DateInputField
from engagement.campaigns.domain import merge_fields
from engagement.campaigns.domain.audience import (
    AtALocation,
    AudienceRule,
    Missed,
    Who,
)
from engagement.campaigns.domain.audience_rules import rule_from
from engagement.campaigns.domain.schedule import Due, When
from engagement.campaigns.domain.step_words import Officer, Words
from engagement.models import Campaign, Step
from register.fields import EmailAddressField, PhoneField

CONTRACTED = [("", "Contracted or not"), ("yes", "Contracted with the council"), ("no", "Not contracted")]
YES_NO = {"yes": True, "no": False, "": None}
BEGIN_WITH = [
    Choice("usual", "The usual mails", hint="An invitation and reminders, as drafts that you look through and change."),
    Choice("nothing", "Nothing", hint="You write each mail yourself."),
]
HINTS = {
    Who.EVERYBODY: "Leaves out, like all of these, who has declined or has a 1-2-1.",
    Who.OLD_DRAFT: "The council does not learn whom this reaches.",
    Who.CLOSING_SOON: "By each location’s own last day, with its extension.",
}
MOST_DAYS = 365


class CampaignForm(forms.Form):
    name = forms.CharField(
        label="Name of the campaign",
        max_length=100,
        help_text="For yourselves, for example Reminders. Providers do not see it.",
        error_messages={"required": "Enter a name for the campaign"},
    )
    officer_name = forms.CharField(label="Whom should providers ask?", max_length=200, required=False)
    officer_phone = PhoneField(label="Phone number to ring", autocomplete="tel")
    officer_email = EmailAddressField(
        label="Email address to write to",
        required=False,
        help_text="Answers to the mails themselves go to the independent team’s mailbox in any case.",
    )

    @property
    def officer(self) -> Officer:
        said = self.cleaned_data
        return Officer(said["officer_name"], said["officer_phone"], said["officer_email"])


class NewCampaignForm(CampaignForm):
    begin_with = forms.ChoiceField(label="Begin with", choices=BEGIN_WITH, widget=forms.RadioSelect, initial="usual")


def initial_of(campaign: Campaign) -> dict[str, Any]:
    return {name: getattr(campaign, name) for name in ("name", "officer_name", "officer_phone", "officer_email")}


class StepForm(forms.Form):
    """A step; ``who`` are the rules that the asker's side may use."""

    subject = forms.CharField(label="Subject", max_length=200, error_messages={"required": "Enter a subject"})
    body = forms.CharField(
        label="Message",
        max_length=10_000,
        widget=forms.Textarea({"rows": 14}),
        help_text="Plain text. An empty line begins a new paragraph; an address (https://…) becomes a link.",
        error_messages={"required": "Write the message"},
    )
    who = forms.ChoiceField(label="Whom is it for?", widget=forms.RadioSelect, initial=Who.EVERYBODY)
    at_a_location = forms.ChoiceField(
        label="At each location, to",
        choices=[(word.value, word.label) for word in AtALocation],
        widget=forms.RadioSelect,
        initial=AtALocation.RIGHT_PERSON,
    )
    contracted = forms.ChoiceField(label="Contracted", choices=CONTRACTED, required=False)
    zones = forms.MultipleChoiceField(
        label="Only in these zones",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: in all of them.",
    )
    size_bands = forms.MultipleChoiceField(
        label="Only of these sizes",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: of all of them.",
    )
    missed = forms.ChoiceField(
        label="Only whoever was invited to this event, or registered, and did not come",
        required=False,
        help_text="Locations that gave no answer count as well, once the event has begun.",
    )
    when = forms.ChoiceField(
        label="When is it due?",
        choices=[(word.value, word.label) for word in When],
        widget=forms.RadioSelect,
        initial=When.BY_HAND,
        help_text="It goes out from 9am on that day, or on the Monday after a weekend, once you have scheduled it.",
    )
    days = forms.IntegerField(
        label="How many days?",
        required=False,
        min_value=0,
        max_value=MOST_DAYS,
        help_text="For days after opening, or before or after closing.",
        widget=forms.TextInput({"class": "govuk-input--width-3", "inputmode": "numeric", "suffix": "days"}),
    )
    day = DateInputField(label="On which day?", required=False, require_all_fields=False, help_text="For a day.")

    def __init__(
        self,
        who: list[Who],
        zones: list[str],
        size_bands: list[str],
        missed: list[Missed],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.events = {str(each.event_id): each for each in missed}
        titles = [(key, each.title) for key, each in self.events.items()]
        self.fields["missed"].choices = [("", "No event: all of them"), *titles]  # type: ignore[attr-defined]
        if not titles:
            del self.fields["missed"]
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            Choice(each.value, each.label, hint=HINTS.get(each)) for each in who
        ]
        for name, words in (("zones", zones), ("size_bands", size_bands)):
            if words:
                self.fields[name].choices = [(word, word) for word in words]  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def clean_subject(self) -> str:
        return self._without_faults("subject")

    def clean_body(self) -> str:
        return self._without_faults("body")

    def _without_faults(self, name: str) -> str:
        typed: str = self.cleaned_data[name]
        faults = merge_fields.faults_in(typed)
        if faults:
            raise forms.ValidationError(faults)
        return typed

    def clean(self) -> None:
        super().clean()
        when, said = self.cleaned_data.get("when"), self.cleaned_data
        if when == When.ON_DAY and not said.get("day") and "day" not in self.errors:
            self.add_error("day", "Enter the day on which it is due")
        counted = (When.FROM_OPENING, When.BEFORE_CLOSING, When.AFTER_CLOSING)
        if when in counted and said.get("days") is None and "days" not in self.errors:
            self.add_error("days", "Enter how many days")

    @property
    def words(self) -> Words:
        said = self.cleaned_data
        rule = AudienceRule(
            who=next(each for each in Who if each == said["who"]),
            at_a_location=next(each for each in AtALocation if each == said["at_a_location"]),
            contracted=YES_NO[said["contracted"]],
            zones=tuple(said.get("zones") or ()),
            size_bands=tuple(said.get("size_bands") or ()),
            missed=self.events.get(said.get("missed", "")),
        )
        when = next(each for each in When if each == said["when"])
        return Words(said["subject"], said["body"], rule, Due(when, said["day"], said["days"] or 0))


def initial_of_step(step: Step) -> dict[str, Any]:
    return initial_of_words(step.subject, step.body, rule_from(step.rule)) | {
        "when": step.when,
        "days": step.days if step.when not in (When.BY_HAND, When.ON_DAY) else None,
        "day": step.day,
    }


def initial_of_words(subject: str, body: str, rule: AudienceRule) -> dict[str, Any]:
    return {
        "subject": subject,
        "body": body,
        "who": rule.who.value,
        "at_a_location": rule.at_a_location.value,
        "contracted": {True: "yes", False: "no", None: ""}[rule.contracted],
        "zones": list(rule.zones),
        "size_bands": list(rule.size_bands),
        "missed": str(rule.missed.event_id) if rule.missed else "",
    }


class CopyForm(forms.Form):
    name = forms.CharField(label="Name of the copy", max_length=100, error_messages={"required": "Enter a name"})
    exercise = forms.ChoiceField(label="In which exercise?", widget=forms.RadioSelect)

    def __init__(self, exercises: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exercise"].choices = exercises  # type: ignore[attr-defined]


class TemplateNameForm(forms.Form):
    name = forms.CharField(
        label="Keep these words as a template called",
        max_length=100,
        error_messages={"required": "Enter a name for the template"},
    )


class MessageFilter(forms.Form):
    q = forms.CharField(label="Name, address or location", required=False, max_length=100)
    state = forms.ChoiceField(
        label="State",
        choices=[("", "Any"), *((state.value, state.label) for state in MailState)],
        required=False,
    )
