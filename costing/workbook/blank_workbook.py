"""Write the blank (or pre-filled) workbook of a form, the same bytes every time."""

from collections.abc import Mapping
from decimal import Decimal

from costing.form import Form
from costing.workbook.contents import Filling
from costing.workbook.kept_workbook import filled_in


def write_workbook(
    form: Form,
    *,
    exercise: str = "",
    prefilled: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
    weeks: Decimal = Decimal(52),
    banner: str = "",
) -> bytes:
    """Return the workbook of a form; ``prefilled`` maps keys to answers, ``weeks`` is the exercise's weeks a year.

    ``notes`` are those typed online, by question; None if nobody knows of any.
    ``banner`` is a sentence that stands on top of every sheet, and of every printed page.

    Raises KeyError for a key that is no question of the form or a service without formulas.
    """
    answers = {form.by_key[key].key: normal for key, normal in (prefilled or {}).items()}
    return filled_in(form, Filling(answers, notes, exercise, weeks), banner)
