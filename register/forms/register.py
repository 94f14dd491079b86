"""Forms about authorities, locations and imports."""

from typing import Any

from django import forms

from register.models import Authority

SERVICES = [
    ("", "Any"),
    ("homecare", "Home care"),
    ("care_home", "Care homes"),
    ("older_people", "Care homes for older people"),
]
STATES = [
    ("", "Any"),
    ("active", "Listed by the CQC"),
    ("dormant", "Listed, and dormant"),
    ("gone", "No longer listed"),
]


class RegisterFilter(forms.Form):
    q = forms.CharField(label="Location, provider, owner, postcode or CQC ID", required=False, max_length=100)
    authority = forms.ModelChoiceField(Authority.objects.none(), label="Authority", required=False, empty_label="Any")
    service = forms.ChoiceField(label="Service", choices=SERVICES, required=False)
    state = forms.ChoiceField(label="State", choices=STATES, required=False)

    def __init__(self, authorities: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]


class AuthorityForm(forms.Form):
    name = forms.CharField(
        label="Name",
        max_length=200,
        help_text="As people in the portal read it, for example London Borough of Hounslow.",
        error_messages={"required": "Enter the name of the authority"},
    )
    cqc_name = forms.CharField(
        label="Name in the CQC directory",
        max_length=200,
        required=False,
        help_text="For example Hounslow. Its locations are found by it. Leave it blank if it is the same.",
    )
    is_programme_office = forms.BooleanField(
        label="This is a programme office",
        required=False,
        help_text="It runs rounds of benchmarking for a region's councils. It has no locations and no exercises.",
    )


class OwnerForm(forms.Form):
    owner = forms.CharField(
        label="Owner",
        max_length=200,
        help_text="The group or company behind this provider. Providers with the same owner count once when figures "
        "are released.",
        error_messages={"required": "Enter the name of the owner"},
    )


class DirectoryForm(forms.Form):
    file = forms.FileField(
        label="The CQC’s file",
        help_text="The directory with filters, the weekly directory or the latest ratings: ods, xlsx or csv, up to "
        "100 MB.",
        widget=forms.FileInput({"accept": ".ods,.xlsx,.csv"}),
        error_messages={"required": "Choose the file to import", "empty": "The file is empty"},
    )
    authority = forms.ModelChoiceField(
        Authority.objects.none(),
        label="Which locations?",
        required=False,
        empty_label="All of the file",
        help_text="For one authority alone the others stay as they are.",
    )

    def __init__(self, authorities: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]


class CouncilListForm(forms.Form):
    file = forms.FileField(
        label="The council’s list",
        help_text="An xlsx or csv file with one row a location.",
        widget=forms.FileInput({"accept": ".xlsx,.csv,.ods"}),
        error_messages={"required": "Choose the file to import", "empty": "The file is empty"},
    )


class ConfirmImportForm(forms.Form):
    """The confirmation of an import; ``plan`` is the digest of the plan that the person has seen."""

    plan = forms.CharField(widget=forms.HiddenInput, max_length=64)
    drops_many = forms.BooleanField(
        label="Yes, so many locations are no longer listed", required=False, widget=forms.CheckboxInput
    )

    def __init__(self, *args: Any, drops_many: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not drops_many:
            del self.fields["drops_many"]
