"""Where a cell of a release stands, in words: the line, and the section of columns, groups and further measures."""

from typing import NamedTuple

from costing.form import Form
from reports.domain.calculation_groups import group_words
from reports.domain.cohort import ALL
from reports.domain.measure_parts import FurtherMeasure, MeasurePart, further_measure
from reports.domain.measures import CellKey


class CellPlace(NamedTuple):
    """The section that a cell stands in."""

    dimension: str
    group: str
    column: str
    is_further: bool

    @property
    def is_beside(self) -> bool:
        """Tell whether it is not of the lines of the whole market."""
        return bool(self.dimension) or self.is_further

    @property
    def slug(self) -> str:
        """Return words that may stand in an id of a page."""
        parts = (self.column, self.dimension, self.group, "further" if self.is_further else "")
        words = "-".join(filter(None, parts))
        return "".join(sign if sign.isascii() and (sign.isalnum() or sign == "-") else "_" for sign in words)

    def label(self, form: Form) -> str:
        labels = {one.key: one.label for one in form.columns} | {ALL: "The same in every category"}
        of = f"{group_words(self.dimension, self.group)}, " if self.dimension else ""
        return of + ("Beside the lines, " if self.is_further else "") + labels.get(self.column, self.column)


def place_of(key: CellKey) -> CellPlace:
    return CellPlace(key.dimension, key.group, key.column, further_measure(key.line) is not None)


def in_order(form: Form, key: CellKey) -> tuple[object, ...]:
    """Return what puts cells in the form's order: the whole market, what stands beside its lines, then groups."""
    place, measure = place_of(key), further_measure(key.line)
    columns, lines = [one.key for one in form.columns], [one.key for one in form.lines]
    column = columns.index(key.column) if key.column in columns else len(columns)
    line = lines.index(key.line) if key.line in lines else len(lines)
    beside = (list(MeasurePart).index(measure.part), measure.key.zfill(4)) if measure else (0, "")
    return (key.dimension, key.group.casefold(), key.group, place.is_further, column, line, *beside, key.line)


def line_label(form: Form, line: str) -> str:
    """Return the label of a line, or of what is measured beside the lines."""
    known, measure = form.line_by_key.get(line), further_measure(line)
    if known is not None or measure is None:
        return known.label if known else line
    return _further_label(form, measure)


def _further_label(form: Form, measure: FurtherMeasure) -> str:
    if measure.part is MeasurePart.VISITS:
        return f"An hour in visits of {measure.key} minutes"
    if measure.part is MeasurePart.APPOINTMENTS:
        return f"Visits a week, {measure.key} minutes"
    question = form.by_key.get(measure.key)
    return question.label if question else measure.key.replace("_", " ").capitalize()
