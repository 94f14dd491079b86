"""The form of a small table: the file that holds it."""

from typing import Any

from django import forms

from markets.tables.domain.table_kinds import MarketTableKind, columns_of
from markets.tables.domain.table_reader import ReadMarketTable, read_market_table
from spreadsheets.tables.any_file import UnreadableTable

LARGEST_FILE = 20_000_000


class MarketTableForm(forms.Form):
    """A file; once sound, ``read`` is what it holds and ``content`` its bytes."""

    file = forms.FileField(
        label="File",
        help_text="CSV, Excel (.xlsx) or OpenDocument, of at most 20 MB. You see first what was read.",
        error_messages={"required": "Choose a file", "empty": "This file is empty."},
    )

    def __init__(self, kind: MarketTableKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.read: ReadMarketTable | None = None
        self.content = b""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError("This file is larger than 20 MB. Send the rows of a shorter time.")
        self.content = bytes(file.read())
        try:
            self.read = read_market_table(self.content, self.kind)
        except UnreadableTable as trouble:
            raise forms.ValidationError(str(trouble)) from None
        if not self.read.rows:
            raise forms.ValidationError([fault.message for fault in self.read.faults[:20]])
        return file

    @property
    def columns(self) -> list[tuple[str, bool]]:
        return [(column.label, column.is_needed) for column in columns_of(self.kind)]
