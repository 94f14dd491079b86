"""The keys by which a line is known again when its file, or another with the same line, comes once more."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from engagement.contacts.domain.log_file.lines import LogLine
from engagement.contacts.domain.log_file.writer import cells_of


def key_of_line(line: LogLine, repeated: Counter[str]) -> str:
    """Return the key of a line.

    A repeated line in a file is a second contact, and the same one when the file comes again.
    """
    names = () if line.locations else line.location_names
    itself = replace(line, id="", side="", source="", location_names=names)
    return _numbered(cells_of(itself), "", repeated)


def key_of_cells(cells: Iterable[str], repeated: Counter[str]) -> str:
    """Return the key of a row by what stands in its cells, whatever its words are taken to mean."""
    return _numbered((cell for cell in cells if cell), "row ", repeated)


def _numbered(cells: Iterable[str], before: str, repeated: Counter[str]) -> str:
    digest = before + sha256("\x1f".join(cells).encode()).hexdigest()[:40]
    repeated[digest] += 1
    return f"{digest}:{repeated[digest]}"
