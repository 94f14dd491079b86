"""Forms that several nouns of the room show."""

from django import forms

LONGEST_REFERENCES = 200_000


class OwnReferencesForm(forms.Form):
    """Type a council's own references, to find them on a page; what is typed is kept nowhere."""

    references = forms.CharField(
        label="Your own references, one a line",
        max_length=LONGEST_REFERENCES,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
        help_text="Each is held against the list and then forgotten.",
        error_messages={"required": "Type or paste at least one reference"},
    )
