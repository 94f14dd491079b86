"""Forms for what people said: notes and summaries, codes, findings and quotes, and an interviewee's remark."""

from collections.abc import Sequence
from typing import Any

from django import forms

from engagement.interviews.domain.code_book import LARGEST
from engagement.models import StudyQuote
from engagement.models.interviews import LONGEST_NOTES
from register.fields import EmailAddressField


class SectionNotesForm(forms.Form):
    """Notes to one theme, and their summary for the matrix."""

    notes = forms.CharField(
        label="Notes", max_length=LONGEST_NOTES, required=False, widget=forms.Textarea({"rows": 14}), strip=False
    )
    summary = forms.CharField(
        label="Summary for the matrix", max_length=2_000, required=False, widget=forms.Textarea({"rows": 4}),
        help_text="Two or three sentences. The interviewee reads them, if they wish.",
    )  # fmt: skip


class TreeForm(forms.Form):
    """The tree of codes as lines."""

    tree = forms.CharField(
        label="Codes", max_length=200_000, widget=forms.Textarea({"rows": 20, "spellcheck": "false"}), strip=False,
        help_text="A code a line, two blanks deeper below the code it belongs to; behind a colon what it means.",
        error_messages={"required": "A tree of codes needs at least one code"},
    )  # fmt: skip
    why = forms.CharField(label="Why it changes", max_length=300, required=False)


class BookFileForm(forms.Form):
    """A codebook of another program."""

    file = forms.FileField(label="Codebook (.qdc)", error_messages={"required": "Choose a file"})

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("This file is larger than 5 MB: a codebook is not.")
        data: bytes = file.read()
        return data


class FindingForm(forms.Form):
    """A finding: who speaks for it and against it."""

    sentence = forms.CharField(
        label="The finding, in one sentence", max_length=400, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Write the finding"},
    )  # fmt: skip
    themes = forms.MultipleChoiceField(
        label="Themes it speaks to", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one theme: its strength is counted of those asked it"},
    )  # fmt: skip
    codes = forms.MultipleChoiceField(label="Codes it rests on", required=False, widget=forms.CheckboxSelectMultiple)
    speak_for = forms.MultipleChoiceField(
        label="Interviews that speak for it", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one interview that speaks for it"},
    )  # fmt: skip
    against = forms.MultipleChoiceField(
        label="Interviews that speak against it", required=False, widget=forms.CheckboxSelectMultiple
    )
    looked_for_opposite = forms.CharField(
        label="Where you looked for the opposite", max_length=400,
        error_messages={"required": "Say where you looked for the opposite"},
    )  # fmt: skip

    def __init__(
        self, *args: Any, interviews: Sequence[tuple[str, str]], themes: Sequence[tuple[str, str]],
        codes: Sequence[tuple[str, str]], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        for name, choices in (("themes", themes), ("codes", codes), ("speak_for", interviews), ("against", interviews)):
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]


class QuoteForm(forms.Form):
    """A quote: a new text, from one interview and theme."""

    interview = forms.ChoiceField(label="Interview", error_messages={"required": "Choose the interview"})
    theme = forms.ChoiceField(label="Theme", error_messages={"required": "Choose the theme"})
    text = forms.CharField(
        label="The quote", max_length=StudyQuote._meta.get_field("text").max_length or 600,
        widget=forms.Textarea({"rows": 4}),
        help_text="Typed or shortened by you. Put […] where a name, a place, a figure or a date stood.",
        error_messages={"required": "Write the quote"},
    )  # fmt: skip

    def __init__(
        self, *args: Any, interviews: Sequence[tuple[str, str]], themes: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interview"].choices = list(interviews)  # type: ignore[attr-defined]
        self.fields["theme"].choices = list(themes)  # type: ignore[attr-defined]


class ReadingForm(forms.Form):
    """What an interviewee says of the summary of their own interview."""

    remark = forms.CharField(
        label="What is to be changed", max_length=5_000, required=False, widget=forms.Textarea({"rows": 6}),
        help_text="Leave it empty if the summary says what you said.",
    )  # fmt: skip


class EmailForm(forms.Form):
    email = EmailAddressField(label="E-mail address with which they sign in", max_length=254)
