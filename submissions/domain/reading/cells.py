"""The workbook as it is, before it is the workbook as it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from submissions.domain.findings import Finding


class CellKind(StrEnum):
    EMPTY = "empty"
    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as stored.

    ``text`` is the stored text: of a number its digits as the file has them, of a text the text, of an
    error its name (#REF!), of a boolean TRUE or FALSE. ``is_formula`` says that a formula stands in it; a
    formula without a cached result is EMPTY with ``is_formula`` set. ``is_date`` says that its number format
    shows a date or a time; ``is_percent`` that it shows a percentage.

    A NUMBER is always a finite one: NaN and 1e309 come as TEXT. A date that the file stores as ISO text is a
    TEXT with ``is_date`` set. Characters that nothing can show come as U+FFFD.
    """

    sheet: str
    address: str
    kind: CellKind
    text: str
    is_formula: bool = False
    is_date: bool = False
    is_percent: bool = False


@dataclass(frozen=True)
class RawReturn:
    """A workbook whose cells were found: one cell a question of the form that it says it is.

    ``service`` and ``version`` are what the file says of itself ("" where it says nothing); then ``cells``
    is empty. ``by_label`` names the keys whose defined name was lost and that were found by their label;
    ``missing`` those that were found by neither, which have no cell. ``hidden`` names keys that stand in hidden rows,
    columns or sheets. ``notes`` are the cells beside the answers, blank ones too; ``has_online_notes`` says that what
    stood online was written into them, so that a blank one was taken out by a person.
    """

    service: str
    version: str
    exercise: str
    uses_1904_dates: bool
    cells: Mapping[str, Cell]
    by_label: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    notes: Mapping[str, Cell] = field(default_factory=dict)
    has_online_notes: bool = False


@dataclass(frozen=True)
class Unreadable:
    """A file that cannot be read: its one finding F…"""

    finding: Finding
