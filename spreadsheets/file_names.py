"""The name of a file as a stranger gave it, made fit to be shown and to be given back."""

import unicodedata

LONGEST = 200
_UNNAMED = "return.xlsx"


def shown_name(given: str) -> str:
    """Return the name without folders and characters that nobody sees or that reverse the rest of a line."""
    last = given.replace("\\", "/").rpartition("/")[2]
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    return _shortened(" ".join(seen.split())) or _UNNAMED


def _shortened(name: str) -> str:
    """Shorten a name but keep its ending, which says which program opens the file."""
    stem, dot, ending = name.rpartition(".")
    if len(name) <= LONGEST or not dot or len(ending) > 10:
        return name[:LONGEST]
    return stem[: LONGEST - len(ending) - 1] + dot + ending
