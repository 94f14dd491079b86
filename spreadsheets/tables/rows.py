"""The protocol for handing over rows: a sheet is begun, then its rows come one by one."""

from collections.abc import Callable
from decimal import Decimal

# The number of the row as a spreadsheet program shows it, and its cells as text; False where no more are wanted.
Take = Callable[[int, list[str]], bool]
# Called with the name of each sheet; None where it is not wanted at all.
Begin = Callable[[str], Take | None]


class EnoughOfThisSheet(Exception):
    """An exception that stops the parser in the middle of a sheet; it never leaves this room."""


class UnclearText(Exception):
    """A text file that could be read in several ways; the message is a sentence. It never leaves this room."""


def in_percent(stored: str) -> str:
    """Return a stored share as its cell shows it: 1.3 is 130%; what is no number as it is."""
    try:
        shown = Decimal(f"{float(stored) * 100:.12g}").normalize()
    except ValueError:
        return stored
    return f"{shown:f}%" if shown.is_finite() else stored
