"""Forms about the people at the providers."""

from typing import Any

from django import forms

from engagement.models import PersonMark
from register.domain.person_details import PersonDetails
from register.fields import EmailAddressField, PhoneField
from register.queries import KINDS_OF_PEOPLE
from spreadsheets.email_addresses import addressed

ANY = ("", "Any")
LONGEST_NAME = 200


class PersonFilter(forms.Form):
    q = forms.CharField(label="Name, email, phone or provider", required=False, max_length=100)
    kind = forms.ChoiceField(label="Who they are", choices=[ANY, *KINDS_OF_PEOPLE], required=False)
    mark = forms.ChoiceField(label="Marked", choices=[ANY, *PersonMark.Mark.choices], required=False)


class PersonForm(forms.Form):
    full_name = forms.CharField(label="Name", required=False, max_length=LONGEST_NAME)
    kind = forms.ChoiceField(label="Who they are", choices=[("", "Not known"), *KINDS_OF_PEOPLE], required=False)
    job = forms.CharField(label="Job title", required=False, max_length=100)
    email = EmailAddressField(label="Email address", required=False)
    phone = PhoneField(label="Phone number")
    locations = forms.MultipleChoiceField(
        label="Locations they answer for",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one location"},
    )

    def __init__(self, locations: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["locations"].choices = locations  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Take the name that stood before the address, where none is given."""
        given = super().clean() or {}
        written = addressed(self.data.get(self.add_prefix("email"), "")) if given.get("email") else None
        if written and not given.get("full_name"):
            given["full_name"] = written.name[:LONGEST_NAME]
        if not given.get("full_name") and not given.get("email") and "email" not in self.errors:
            self.add_error("full_name", "Enter a name or an email address")
        return given

    @property
    def said(self) -> PersonDetails:
        names = ("full_name", "kind", "job", "email", "phone")
        return PersonDetails(**{name: " ".join(self.cleaned_data[name].split()) for name in names})
