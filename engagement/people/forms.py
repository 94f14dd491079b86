"""Forms about the people at the providers."""

from typing import Any

from django import forms

from engagement.models import PersonMark
from register.domain.person_details import PersonDetails
from register.queries import KINDS_OF_PEOPLE

ANY = ("", "Any")


class PersonFilter(forms.Form):
    q = forms.CharField(label="Name, email, phone or provider", required=False, max_length=100)
    kind = forms.ChoiceField(label="Who they are", choices=[ANY, *KINDS_OF_PEOPLE], required=False)
    mark = forms.ChoiceField(label="Marked", choices=[ANY, *PersonMark.Mark.choices], required=False)


class PersonForm(forms.Form):
    full_name = forms.CharField(label="Name", required=False, max_length=200)
    kind = forms.ChoiceField(label="Who they are", choices=[("", "Not known"), *KINDS_OF_PEOPLE], required=False)
    job = forms.CharField(label="Job title", required=False, max_length=100)
    email = forms.EmailField(
        label="Email address",
        required=False,
        error_messages={"invalid": "Enter a complete email address, such as name@example.org"},
    )
    phone = forms.CharField(
        label="Phone number",
        required=False,
        max_length=40,
        widget=forms.TextInput({"class": "govuk-input--width-20", "type": "tel"}),
    )
    locations = forms.MultipleChoiceField(
        label="Locations they answer for",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one location"},
    )

    def __init__(self, locations: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["locations"].choices = locations  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("full_name") and not given.get("email") and "email" not in self.errors:
            self.add_error("full_name", "Enter a name or an email address")
        return given

    @property
    def said(self) -> PersonDetails:
        names = ("full_name", "kind", "job", "email", "phone")
        return PersonDetails(**{name: " ".join(self.cleaned_data[name].split()) for name in names})
