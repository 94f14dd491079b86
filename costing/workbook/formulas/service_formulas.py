"""The formulas that a service brings to the workbook: its workings, each line, and tables under the result."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Working:
    """A row of workings: a cell (defined name, formula) for each heading of its block.

    A formula is written without its equals sign; ``shows`` is a number format, ``how`` says it in words.
    """

    label: str
    unit: str
    cells: tuple[tuple[str, str], ...]
    how: str = ""
    shows: str = "#,##0.00##"


@dataclass(frozen=True, slots=True)
class FormulaBlock:
    title: str
    headings: tuple[str, ...]
    rows: tuple[Working, ...]


@dataclass(frozen=True, slots=True)
class ShareSum:
    """A group of shares on one sheet that must add up to 100 %."""

    sheet: str
    label: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class SheetWork:
    """The formulas of a service; ``lines`` are of plain lines by (column, line), sums are the writer's own.

    ``how`` says of each line in a few words how it comes about; ``remark`` stands above the result.
    """

    rates: frozenset[str]
    workings: tuple[FormulaBlock, ...]
    lines: Mapping[tuple[str, str], str]
    how: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[FormulaBlock, ...] = ()
    share_sums: tuple[ShareSum, ...] = ()
    remark: str = ""
