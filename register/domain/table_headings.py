"""Find the header of a table by what stands in it, and its columns by their names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Titles, notes and blank rows that may stand above a header; published editions have 27.
ROWS_SEARCHED = 100

# What each column may be called; the first name is the one that is spoken of.
Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Heading:
    """The column of each known key (the leftmost of a name)."""

    row: int
    sheet: str
    columns: Mapping[str, int]

    def cell(self, key: str, cells: Sequence[str]) -> str:
        """Return the tidied text of a column in a row; blank if the row or the column is missing."""
        column = self.columns.get(key)
        return "" if column is None or column >= len(cells) else tidied(cells[column])


def tidied(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=2_000)
def plain(text: str) -> str:
    """Return a name in the form in which names are compared: without capitals, outer blanks and invisible marks."""
    return " ".join(text.replace("\ufeff", "").replace("’", "'").split()).casefold()


def columns_in(cells: Sequence[str], names: Names) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, text in enumerate(cells):
        places.setdefault(plain(text), place)
    return {
        key: next(places[plain(name)] for name in known if plain(name) in places)
        for key, known in names.items()
        if any(plain(name) in places for name in known)
    }


def in_words(names: Sequence[str]) -> str:
    """Return the names as words: “A”, “B” and “C”."""
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
