"""The form of one contact with many, whose list is pasted or comes from a file."""

from typing import Any

from django import forms

from engagement.contacts.domain.vocabulary import Channel
from engagement.forms.contact_form import ContactForm
from engagement.forms.contact_layout import together_helper

FIELDS = (
    "listed",
    "file",
    "channel",
    "direction",
    "outcome",
    "day",
    "clock",
    "minutes",
    "words",
    "topics",
    "is_shared",
)


class GroupContactForm(ContactForm):
    """A contact with many; ``seen`` is the list as it was previewed, so that what is logged is what was looked at."""

    listed = forms.CharField(
        label="Who was there",
        required=False,
        max_length=200_000,
        widget=forms.Textarea({"rows": 8}),
        help_text="One a line: a name, an email address, a location or its CQC ID, in any order, with commas between "
        "them. Paste it from a spreadsheet if you like. A column “Attended” (yes or no) or “Outcome”, or words such as "
        "“did not attend” behind a name, count for that line; all others get what you choose below.",
    )
    file = forms.FileField(
        label="Or a file with the list",
        required=False,
        help_text="csv, xlsx or ods, up to 2 MB. It replaces what stands above.",
        widget=forms.FileInput({"accept": ".csv,.xlsx,.ods"}),
        error_messages={"empty": "The file is empty"},
    )
    leave_out = forms.BooleanField(label="Leave out the lines that are not matched", required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args: Any, has_problems: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].initial = Channel.SESSION
        kept = [*FIELDS, "seen", *(["leave_out"] if has_problems else [])]
        self.fields = {name: self.fields[name] for name in kept if name in self.fields}
        self.helper = together_helper(self.fields)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given.get("listed", "").strip() and not given.get("file") and "file" not in self.errors:
            self.add_error("listed", "Paste the list, or choose a file with it")
        return given
