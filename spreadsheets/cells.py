"""One cell of a sheet as a file stores it, before anything is made of it."""

from enum import StrEnum
from typing import NamedTuple


class CellKind(StrEnum):
    EMPTY = "empty"
    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    ERROR = "error"


class Cell(NamedTuple):
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
