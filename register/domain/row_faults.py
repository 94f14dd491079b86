"""The faults of a file's rows, in words: where each stands, what we read, what we expected."""

from dataclasses import dataclass

_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault.

    ``row`` is numbered as in the file, ``kept`` means that the row counts all the same, without this cell.
    """

    row: int
    column: str
    read: str
    expected: str
    kept: bool = False

    @property
    def sentence(self) -> str:
        shown = f"we read “{shortened(self.read)}”" if self.read else "the cell is blank"
        return f"Row {self.row:,}, {self.column}: {shown}, we expected {self.expected}."


def shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_SHOWN else f"{plain[:_LONGEST_SHOWN]}…"
