"""Forms about exercises and who takes part in them."""

from typing import Any

from crispy_forms_gds.choices import Choice
from django import forms

from accounts.fields import DateInputField
from costing.answers import normal_form
from register.domain.exercise_rules import (
    OPEN_SERVICES,
    FieldFault,
    Proposal,
    faults_of,
)
from register.fields import EmailAddressField
from register.models import Authority, Exercise, Participation
from register.queries.invitations import LAPSED, OPEN

NAMES = {"homecare": "Home care", "care_home": "Care homes"}
SERVICES = [(service, NAMES[service]) for service in OPEN_SERVICES]
PRESETS = [
    Choice("protected", "No", hint="Only the protected release: medians and quartiles that give no provider away."),
    Choice(
        "statutory",
        "Yes",
        hint="Beside the protected release the independent team makes a table of exact figures for the government "
        "department, approved by two others and never published. Providers read this before they send anything.",
    ),
]
ELIGIBILITIES = [("", "Any"), *Participation.Eligibility.choices]


def day_field(label: str, help_text: str = "") -> DateInputField:
    return DateInputField(label=label, help_text=help_text, require_all_fields=False)


class ExerciseForm(forms.Form):
    name = forms.CharField(
        label="Name",
        max_length=200,
        help_text="For example Home care 2026. Providers read it.",
        error_messages={"required": "Enter a name for the exercise"},
    )
    service = forms.ChoiceField(
        label="Service",
        choices=SERVICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the service"},
    )
    price_date = day_field("Price date", "Pay and prices are asked for as at this day, for example 1 4 2026.")
    opens_on = day_field("Opens on", "Providers can send returns from this day.")
    closes_on = day_field("Closes on", "The last day for returns, to its end.")
    weeks = forms.DecimalField(
        label="Weeks in the year",
        initial=52,
        max_digits=6,
        decimal_places=3,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal"}),
        help_text="Weekly hours times this number are the hours of a year. Usually 52.",
        error_messages={"required": "Enter the weeks in the year", "invalid": "Enter a number of weeks, such as 52"},
    )
    preset = forms.ChoiceField(
        label="Also a statutory table of exact figures?",
        help_text="Fixed when the exercise opens. Afterwards it can only be given up, and all who were asked are told.",
        choices=PRESETS,
        widget=forms.RadioSelect,
        initial="protected",
        error_messages={"required": "Say whether the department’s table is made as well"},
    )

    @property
    def proposal(self) -> Proposal:
        wanted = {name: self.cleaned_data[name] for name in Proposal.__dataclass_fields__}
        return Proposal(**wanted)

    def clean(self) -> None:
        """Check the fields against each other, once each is valid by itself."""
        super().clean()
        if self.errors:
            return
        self.add_faults(faults_of(self.proposal))

    def add_faults(self, faults: list[FieldFault]) -> None:
        for fault in faults:
            self.add_error(fault.field if fault.field in self.fields else None, fault.words)


class NewExerciseForm(ExerciseForm):
    authority = forms.ModelChoiceField(
        Authority.objects.none(),
        label="Authority",
        empty_label="Choose an authority",
        error_messages={"required": "Choose the authority whose exercise it is"},
    )
    field_order = ["authority", *ExerciseForm.base_fields]

    def __init__(self, authorities: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]


def initial_of(exercise: Exercise) -> dict[str, Any]:
    values = {name: getattr(exercise, name) for name in Proposal.__dataclass_fields__}
    return values | {"weeks": normal_form(exercise.weeks)}


class BandForm(forms.Form):
    """The two ends of a band, with the unit behind each; a share may be typed as a percentage."""

    low = forms.CharField(label="Lowest expected", required=False, max_length=30, help_text="Blank: no limit.")
    high = forms.CharField(label="Highest expected", required=False, max_length=30, help_text="Blank: no limit.")

    def __init__(self, unit: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suffix = "share of 1, or %" if unit.startswith("share") else unit
        for field in self.fields.values():
            field.widget.attrs |= {"class": "govuk-input--width-5", "suffix": suffix, "inputmode": "decimal"}


class ParticipationFilter(forms.Form):
    q = forms.CharField(label="Location, provider, zone, postcode or CQC ID", required=False, max_length=100)
    eligibility = forms.ChoiceField(label="In scope?", choices=ELIGIBILITIES, required=False)


class InvitationFilter(forms.Form):
    q = forms.CharField(label="Provider or email address", required=False, max_length=100)
    invited = forms.ChoiceField(
        label="Does the link still work?",
        choices=[("", "Any"), (LAPSED, "No, it ran out"), (OPEN, "Yes")],
        required=False,
    )


class ExtensionForm(forms.Form):
    until = day_field("New last day", "The location can send its return until the end of this day.")
    reason = forms.CharField(
        label="Why does this location have longer?",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why this location has longer"},
    )


class InviteContactsForm(forms.Form):
    """A choice of the people on the exercise's lists who can be invited."""

    contacts = forms.TypedMultipleChoiceField(
        label="Who should get an invitation?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person"},
    )

    def __init__(self, choices: list[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contacts"].choices = choices  # type: ignore[attr-defined]


class InviteAddressForm(forms.Form):
    provider = forms.ChoiceField(label="Provider", error_messages={"required": "Choose the provider"})
    email = EmailAddressField(
        label="Email address",
        help_text="The invitation works for this address only.",
        error_messages={"required": "Enter an email address"},
    )

    def __init__(self, providers: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].choices = [("", "Choose a provider"), *providers]  # type: ignore[attr-defined]
