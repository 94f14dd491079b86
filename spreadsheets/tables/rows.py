"""The protocol for handing over rows: a sheet is begun, then its rows come one by one."""

from collections.abc import Callable

# The number of the row as a spreadsheet program shows it, and its cells as text; False where no more are wanted.
Take = Callable[[int, list[str]], bool]
# Called with the name of each sheet; None where it is not wanted at all.
Begin = Callable[[str], Take | None]


class EnoughOfThisSheet(Exception):
    """An exception that stops the parser in the middle of a sheet; it never leaves this room."""


class UnclearText(Exception):
    """A text file that could be read in several ways; the message is a sentence. It never leaves this room."""
