"""The form of a rate card: its name and days, and its rates as text or as a file."""

from typing import Any

from django import forms

from accounts.fields import DateInputField
from markets.ratecards.domain.card_lines import HEADS, CardBasis, card_text
from markets.ratecards.domain.card_reader import ReadCard, read_card
from markets.ratecards.domain.typed_card import TypedCard
from spreadsheets.tables.any_file import UnreadableTable

LARGEST_FILE, LONGEST_TEXT, FAULTS_SHOWN = 1_000_000, 100_000, 20
BASES = [(CardBasis.VISIT.value, "A visit"), (CardBasis.HOUR.value, "An hour")]
EXAMPLE = f"{'; '.join(HEADS)}. Then a rate a line, such as urban; 30; weekday; 1; 13.87"


class RateCardForm(forms.Form):
    """A card; once sound, ``card`` is what is to be kept. A file goes before what is typed, and becomes its text."""

    name = forms.CharField(label="Name", max_length=100, error_messages={"required": "Give the rate card a name"})
    valid_from = DateInputField(label="First day", require_all_fields=False)
    valid_until = DateInputField(
        label="Last day",
        require_all_fields=False,
        required=False,
        help_text="Blank while it holds until further notice.",
    )
    ends_open_one = forms.BooleanField(label="End the card that is still open on the day before", required=False)
    basis = forms.ChoiceField(
        label="A rate is the price of",
        choices=BASES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what a rate is the price of"},
    )
    file = forms.FileField(
        label="File",
        required=False,
        help_text="CSV, Excel (.xlsx) or OpenDocument, of at most 1 MB. You see first what was read.",
    )
    lines = forms.CharField(
        label="Or type or paste the rates",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 12, "spellcheck": "false"}),
        help_text=f"Headings first: {EXAMPLE}. A blank zone is every zone.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.read: ReadCard | None = None
        self.from_file = False

    def clean(self) -> None:
        data = self._data()
        if self.errors or data is None:
            return
        try:
            self.read = read_card(data, CardBasis(self.cleaned_data["basis"]))
        except UnreadableTable as trouble:
            self.add_error("file" if self.from_file else "lines", str(trouble))
            return
        for fault in self.read.faults[:FAULTS_SHOWN]:
            self.add_error("file" if self.from_file else "lines", fault.message)

    def _data(self) -> bytes | None:
        file, typed = self.cleaned_data.get("file"), str(self.cleaned_data.get("lines") or "")
        self.from_file = file is not None
        if file is not None:
            if file.size > LARGEST_FILE:
                self.add_error("file", "This file is larger than 1 MB. A rate card is a short list.")
                return None
            return bytes(file.read())
        if not typed.strip() and "lines" not in self.errors:
            self.add_error("lines", "Choose a file, or type the rates")
        return typed.encode(errors="replace")

    @property
    def card(self) -> TypedCard:
        found = self.cleaned_data
        lines = self.read.lines if self.read else []
        return TypedCard(
            found["name"], CardBasis(found["basis"]), found["valid_from"], found["valid_until"], lines,
            found["ends_open_one"],
        )  # fmt: skip

    @property
    def text(self) -> str:
        """Return what was read as it is typed."""
        return card_text(self.read.lines) if self.read else ""
