"""The questions of an online page as its template shows them: groups under a legend, of single fields or of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.forms.boundfield import BoundField

from costing.form import AnswerType, FormPage, Question, QuestionGroup
from costing.form_pages import help_sentences, row_label, said_above, shared_help
from submissions.domain.online.notes import note_name
from submissions.domain.online.sections import RunningTotal
from submissions.forms.online import SectionForm, sentences, unit_in_words
from submissions.models import ReturnQuestion

Asked = Mapping[str, Sequence[ReturnQuestion]]


@dataclass(frozen=True)
class FieldShown:
    """A field with its note and what was asked about it; ``of`` says in a table which of a row's it is."""

    field: BoundField
    note: dict[str, str]
    asked: Sequence[ReturnQuestion]
    of: str = ""
    unit: str = ""


@dataclass(frozen=True)
class RowShown:
    """A row of a table: a field a column, None where the question is not asked."""

    label: str
    hint: str
    cells: tuple[FieldShown | None, ...]

    @property
    def wrong(self) -> list[BoundField]:
        return [one.field for one in self.cells if one and one.field.errors]


@dataclass(frozen=True)
class ColumnShown:
    """A column of a table; ``says`` is what holds for most of it, said once."""

    heading: str
    unit: str
    says: str = ""


@dataclass(frozen=True)
class GroupShown:
    """``says`` is what holds for most of its questions, said once; a table with several columns says it for each."""

    legend: str
    says: str
    columns: tuple[ColumnShown, ...]
    rows: tuple[RowShown, ...]
    fields: tuple[FieldShown, ...]
    totals: tuple[RunningTotal, ...]


def groups_of(
    page: FormPage, form: SectionForm, typed: Mapping[str, str], asked: Asked, totals: Sequence[RunningTotal]
) -> list[GroupShown]:
    """Return the groups of a page that have a question to ask now."""
    fields = {
        field.name: FieldShown(
            field,
            {"name": note_name(field.name), "text": typed.get(note_name(field.name), "")},
            asked.get(field.name, ()),
        )
        for field in form
    }
    found = (_group(group, fields, totals) for group in page.groups)
    return [group for group in found if group.fields]


def _group(group: QuestionGroup, fields: Mapping[str, FieldShown], totals: Sequence[RunningTotal]) -> GroupShown:
    asked = [question for question in group.questions if question.key in fields]
    keys = {question.key for question in asked}
    columns = tuple(map(_column, group.columns, group.down))
    rows = [row for row in group.rows if keys & {question.key for question in row}] if columns else []
    return GroupShown(
        group.legend,
        sentences(shared_help(group.questions)) if len(columns) < 2 else "",
        columns,
        tuple(_row(group, columns, row, fields) for row in rows),
        tuple(fields[question.key] for question in asked),
        tuple(total for total in totals if total.last_key in keys),
    )


def _column(heading: str, questions: Sequence[Question]) -> ColumnShown:
    """Return a column; its unit is said at its head if all of it has the same."""
    units = {_unit(question) for question in questions}
    return ColumnShown(heading, units.pop() if len(units) == 1 else "", sentences(shared_help(questions)))


def _unit(question: Question) -> str:
    if question.type != AnswerType.PERCENT:
        return question.unit
    return unit_in_words(question) or "per cent"


def _row(
    group: QuestionGroup, columns: Sequence[ColumnShown], row: Sequence[Question], fields: Mapping[str, FieldShown]
) -> RowShown:
    said = said_above(group)
    own = [part for question in row for part in help_sentences(question) if part not in said[question.key]]
    units = [_unit(question) for question, column in zip(row, columns, strict=True) if not column.unit]
    cells = tuple(_cell(column, fields.get(question.key)) for question, column in zip(row, columns, strict=True))
    return RowShown(row_label(group, row), sentences([*units, *own]), cells)


def _cell(column: ColumnShown, one: FieldShown | None) -> FieldShown | None:
    return one and FieldShown(one.field, one.note, one.asked, column.heading, column.unit)
