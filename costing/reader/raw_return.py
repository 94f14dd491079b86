"""A return as it stands in a workbook, before its answers are understood; or why it cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from costing.findings import Finding
from spreadsheets.cells import Cell


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
    """A file that cannot be read, with its one finding F…."""

    finding: Finding
