"""Find the names of those who were asked in words that are to go out."""

import re
from collections.abc import Iterable

# A shorter name is a word of any sentence.
SHORTEST = 4


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Return the names that stand in a text as whole words, whatever their capitals and spaces."""
    within = _plain(text)
    found = {" ".join(name.split()) for name in names if len(_plain(name)) >= SHORTEST}
    return sorted(name for name in found if re.search(rf"(?<!\w){re.escape(_plain(name))}(?!\w)", within))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
