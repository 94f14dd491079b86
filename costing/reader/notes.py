"""Find the notes that a person wrote beside the answers: by name, else in the answer's row below their heading."""

from collections.abc import Iterator, Mapping

from costing.form import Form
from costing.reader.labels import Search, label_key
from spreadsheets.addresses import address_at, position_of
from spreadsheets.book import Sheet, Target

HEADING = "Your note"
# Says that the notes which stood online were written into the workbook: there a blank one was taken out by somebody.
WRITTEN_IN = "form_notes"


def note_name(key: str) -> str:
    return f"note_{key}"


def targets_beside(search: Search, form: Form, answered: Mapping[str, Target]) -> dict[str, Target]:
    """Return the cells of notes whose name is lost, of answers that were found; a column in doubt is left out."""
    lost = [key for key in form.by_key if key in answered and note_name(key) not in search.book.names]
    columns = {sheet: _column(search, sheet) for sheet in dict.fromkeys(answered[key].sheet for key in lost)}
    return {note_name(key): target for key in lost for target in _beside(answered[key], columns)}


def _column(search: Search, sheet: Sheet) -> int | None:
    columns = {label.column for label in search.labels_on(sheet) if label.text == label_key(HEADING)}
    return columns.pop() if len(columns) == 1 else None


def _beside(answer: Target, columns: Mapping[Sheet, int | None]) -> Iterator[Target]:
    column, position = columns[answer.sheet], position_of(answer.address)
    if column is not None and position is not None:
        yield Target(answer.sheet, address_at(column, position[1]))
