"""Forms of a return: a page of the profile, a row of a table, a file, and what may be shown."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from benchmarking.returns.domain.questionnaire import ReturnTable
from benchmarking.returns.domain.return_workbook import ReadWorkbook, read_return_workbook
from benchmarking.returns.domain.row_reader import TableFile, rows_of_file
from benchmarking.rounds.domain.consent import ConsentBlock
from costing.form import FormPage, Question
from spreadsheets.tables.any_file import UnreadableTable

LONGEST_TEXT, LARGEST_FILE = 500, 10_000_000
SHORT = {"class": "govuk-input--width-10", "autocomplete": "off"}


def typed_on(posted: QueryDict, page: FormPage) -> dict[str, str]:
    """Return what a page sends, of each question no more than anybody means to type."""
    return {one.key: str(posted.get(one.key, "")).strip()[:LONGEST_TEXT] for one in page.questions}


def _field(question: Question, typed: str) -> forms.Field:
    label = f"{question.label}{'' if question.required or question.required_when else ' (optional)'}"
    help_text = ". ".join(part for part in (question.unit, question.help) if part)
    if not question.choices:
        short = SHORT if question.is_numeric or question.type == "date" else {"autocomplete": question.purpose}
        return forms.CharField(label=label, required=False, help_text=help_text, widget=forms.TextInput(short))
    chosen = [(choice, question.words_of(choice)) for choice in question.choices]
    unknown = [(typed, f"“{typed[:60]}”, which is no choice")] if typed and typed not in question.choices else []
    return forms.ChoiceField(
        label=label, required=False, help_text=help_text, choices=[("", "Choose one"), *chosen, *unknown]
    )


class ProfilePageForm(forms.Form):
    """A page of the profile: it shows whatever was typed, and takes it."""

    def __init__(self, page: FormPage, typed: Mapping[str, str]) -> None:
        super().__init__(initial={question.key: typed.get(question.key, "") for question in page.questions})
        for question in page.questions:
            self.fields[question.key] = _field(question, typed.get(question.key, ""))


class TableRowForm(forms.Form):
    """A row of prices or providers."""

    def __init__(self, table: ReturnTable, typed: Mapping[str, str]) -> None:
        super().__init__(initial=dict(typed))
        for column in table.typed_columns:
            self.fields[column.key] = _field(column, typed.get(column.key, ""))


class _ReturnFileForm(forms.Form):
    file = forms.FileField(
        label="File",
        error_messages={"required": "Choose a file", "empty": "This file is empty."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError("This file is larger than 10 MB, which no return is.")
        try:
            self.take(bytes(file.read()))
        except UnreadableTable as trouble:
            raise forms.ValidationError(str(trouble)) from None
        return file

    def take(self, data: bytes) -> None:
        raise NotImplementedError


class WorkbookForm(_ReturnFileForm):
    """A workbook of the return; once sound, ``read`` is what it holds."""

    read: ReadWorkbook | None = None

    def take(self, data: bytes) -> None:
        self.read = read_return_workbook(data)


class TableFileForm(_ReturnFileForm):
    """A file of a table; once sound, ``read`` are its rows."""

    def __init__(self, table: ReturnTable, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        self.read: TableFile | None = None

    def take(self, data: bytes) -> None:
        self.read = rows_of_file(self.table, data)


class ConsentForm(forms.Form):
    """What a council agrees to show, block by block."""

    blocks = forms.MultipleChoiceField(
        label="What may be shown of your council",
        required=False,
        choices=[(block.value, block.label) for block in ConsentBlock],
        widget=forms.CheckboxSelectMultiple,
        help_text="You see by name what you show by name. What is not ticked leaves the office only among others.",
    )

    @property
    def wanted(self) -> dict[ConsentBlock, bool]:
        return {block: block.value in self.cleaned_data["blocks"] for block in ConsentBlock}
