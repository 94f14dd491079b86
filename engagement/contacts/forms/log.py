"""Forms of the log as a whole: its filter, and the import of an old log."""

from typing import Any
from uuid import UUID

from django import forms

from accounts.fields import filter_day
from engagement.contacts.domain.vocabulary import Channel, ContactOutcome
from engagement.domain.owner_team import OwnerTeam

ANY = ("", "Any")


class LogFilter(forms.Form):
    q = forms.CharField(label="Location, provider, person or words", required=False, max_length=100)
    channel = forms.ChoiceField(label="How", choices=[ANY, *((w.value, w.label) for w in Channel)], required=False)
    outcome = forms.ChoiceField(
        label="What came of it", choices=[ANY, *((w.value, w.label) for w in ContactOutcome)], required=False
    )
    by = forms.TypedChoiceField(label="Logged by", required=False, coerce=UUID, empty_value=None)
    side = forms.ChoiceField(label="Whose", choices=[ANY, *((s.value, s.label) for s in OwnerTeam)], required=False)
    since = filter_day("From")
    until = filter_day("Until")

    def __init__(self, colleagues: list[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = [ANY, *((str(key), name) for key, name in colleagues)]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, Any]:
        """Return the filter as arguments of ``log_of``; values that cannot be read are left out."""
        self.is_valid()
        given = self.cleaned_data
        names = {"q": "search", "by": "by_id"}
        return {names.get(name, name): value for name, value in given.items() if value}


class LogImportForm(forms.Form):
    file = forms.FileField(
        label="The old log",
        help_text="A csv, xlsx or ods file with one row a contact, up to 10 MB and 10,000 rows.",
        widget=forms.FileInput({"accept": ".csv,.xlsx,.ods"}),
        error_messages={"required": "Choose the file to import", "empty": "The file is empty"},
    )


class ConfirmLogForm(forms.Form):
    """The confirmation of an import; ``plan`` is the digest of what was looked at."""

    plan = forms.CharField(max_length=64, widget=forms.HiddenInput)
    leave_out = forms.BooleanField(label="Leave out the rows that cannot be taken in", required=False)

    def __init__(self, *args: Any, has_faults: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_faults:
            del self.fields["leave_out"]
