"""The dictionary of a release's open data: what each field is called, its type, its unit and what it means."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

# A row's value; None is withheld.
OpenCell = str | int | Decimal | None
HIDDEN = "[c]"
FieldType = Literal["string", "integer", "number"]


@dataclass(frozen=True, slots=True)
class OpenField:
    """A column of a table, as its dictionary says: ``unit`` is blank for what is no amount."""

    name: str
    title: str
    type: FieldType
    means: str
    unit: str = ""


WITHHELD_MEANS = f"{HIDDEN} where it is withheld to protect providers"
COLUMN = (
    OpenField("column", "Column", "string", "The kind of care, as a key that stays the same from release to release"),
    OpenField("column_label", "Column in words", "string", "The kind of care in words"),
)


def amount(name: str, title: str, means: str, unit: str) -> OpenField:
    return OpenField(name, title, "number", f"{means}; {WITHHELD_MEANS}", unit)


def quantile_fields(unit: str) -> tuple[OpenField, ...]:
    """Return the fields of a released cell."""
    quartile = "A quarter of the returns {} about this; taken from several returns and rounded"
    middle = "Half of the returns cost less than about this; taken from several returns in the middle and rounded"
    return (
        OpenField("returns", "Returns", "integer", f"How many returns stand behind the figures; {WITHHELD_MEANS}"),
        amount("lower_quartile", "Lower quartile", quartile.format("cost less than"), unit),
        amount("median", "Median", middle, unit),
        amount("upper_quartile", "Upper quartile", quartile.format("cost more than"), unit),
        OpenField(
            "mark",
            "Mark",
            "string",
            "full, indicative (from fewer than 10 returns, and rounded more coarsely) or withheld",
        ),
    )


def line_fields(unit: str) -> tuple[OpenField, ...]:
    return (
        *COLUMN,
        OpenField("line", "Line", "string", "The line of the table, as a key that stays the same"),
        OpenField("line_label", "Line in words", "string", "The line in words"),
        OpenField("kind", "Kind", "string", "line, subtotal or total; lines need not add up to their sums"),
        OpenField("section", "Section", "string", "The part of the table that the line belongs to"),
        *quantile_fields(unit),
    )


def group_fields(unit: str) -> tuple[OpenField, ...]:
    return (
        OpenField("dimension", "Dimension", "string", "What the returns are grouped by, as a key that stays the same"),
        OpenField("dimension_label", "Dimension in words", "string", "What the returns are grouped by"),
        OpenField("group", "Group", "string", "The group, as the council’s list calls it"),
        OpenField("group_label", "Group in words", "string", "The group in words"),
        *COLUMN,
        *(field for field in line_fields(unit)[len(COLUMN) :] if field.name != "section"),
    )


def measure_fields() -> tuple[OpenField, ...]:
    return (
        OpenField("part", "Part", "string", "visits, appointments or supporting"),
        *COLUMN,
        OpenField("measure", "Measure", "string", "The measure, as a key that stays the same"),
        OpenField("measure_label", "Measure in words", "string", "The measure in words"),
        OpenField("unit", "Unit", "string", "The unit of its figures"),
        *quantile_fields(""),
    )


def tariff_fields() -> tuple[OpenField, ...]:
    """Return the fields of the tariff; pence, as the files have two places."""
    within = "The most by which a visit of one of these lengths costs more or less than the tariff says"
    return (
        *COLUMN,
        OpenField("lengths", "Lengths", "string", "The minutes of the published visits"),
        amount("per_visit", "For a visit", "What each visit costs, however long it is", "£ per visit"),
        amount("pence_per_minute", "For a minute", "What each minute of it costs besides", "pence per minute"),
        amount("within", "Within", within, "£ per visit"),
    )


def sum_fields(unit: str) -> tuple[OpenField, ...]:
    added = "The published medians of the lines, added up and rounded like the one of them that is rounded most"
    return (
        *COLUMN,
        OpenField("sum", "Sum", "string", "The subtotal or total, as a key that stays the same"),
        OpenField("sum_label", "Sum in words", "string", "The subtotal or total in words"),
        amount("sum_of_line_medians", "Sum of line medians", added, unit),
        amount("median_of_totals", "Median of totals", "The middle of what each return comes to", unit),
    )
