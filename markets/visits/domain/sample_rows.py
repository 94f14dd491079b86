"""The first rows of a file as its mapper sees them: times and words as they stand, references as short pseudonyms.

What no field is proposed for is not shown, as it is not read; nor is what looks like a name, a postcode or a number of
somebody.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markets.visits.domain.column_proposals import LONGEST
from markets.visits.domain.file_layout import FileLayout
from markets.visits.domain.reference_looks import NHS_NUMBER, POSTCODE, bears_a_name

SHOWN = 5
NOT_SHOWN = "not shown"
Pseudonym = Callable[[str], str]


def sample_rows(layout: FileLayout, columns: Sequence[Mapping[str, Any]], pseudonym: Pseudonym) -> list[list[str]]:
    """Return the first five rows, a cell for each column that is proposed to hold a field."""
    fields = [str(column["field"]) for column in columns]
    return [
        [_shown(row[place].strip() if place < len(row) else "", field, pseudonym) for place, field in _kept(fields)]
        for row in layout.sample[:SHOWN]
    ]


def sample_heads(columns: Sequence[Mapping[str, Any]]) -> list[str]:
    return [str(column["name"]) for column in columns if column["field"]]


def _kept(fields: Sequence[str]) -> list[tuple[int, str]]:
    return [(place, field) for place, field in enumerate(fields) if field]


def _shown(text: str, field: str, pseudonym: Pseudonym) -> str:
    if not text:
        return ""
    if field.endswith("_ref"):
        return pseudonym(text)
    personal = bears_a_name(text) or POSTCODE.search(text) or NHS_NUMBER.search(text)
    return NOT_SHOWN if personal or len(text) > LONGEST else text
