"""Read several people or places from one cell: “Sam Elm <sam@elm.example>; Kim”."""

import re
from collections.abc import Iterable

from engagement.contacts.domain.log_file.lines import Somebody
from spreadsheets.email_addresses import addressed, looks_like_one, wanted

# A semicolon or backslash inside a name is written with a backslash before it.
_MARKED = re.compile(r"([\\;])")
_PIECE = re.compile(r"(?:[^\\;\n]|\\.)+", re.DOTALL)
_UNMARK = re.compile(r"\\(.)", re.DOTALL)


def joined(entries: Iterable[str]) -> str:
    return "; ".join([_marked(entry) for entry in entries])


def _marked(entry: str) -> str:
    return _MARKED.sub(r"\\\1", entry) if ";" in entry or "\\" in entry else entry


def entries_of(cell: str) -> list[str]:
    """Return the entries of a cell, which semicolons or new lines separate."""
    pieces = (_UNMARK.sub(r"\1", piece).strip() for piece in _PIECE.findall(cell))
    return [piece for piece in pieces if piece]


def in_words(somebody: Somebody | None) -> str:
    if somebody is None:
        return ""
    if not somebody.name:
        return somebody.email
    return f"{somebody.name} <{somebody.email}>" if somebody.email else somebody.name


def people_in_words(people: Iterable[Somebody]) -> str:
    return joined(in_words(each) for each in people)


def somebody_from(text: str) -> Somebody | None:
    """Read a name, an address, or a name with an address behind it in brackets."""
    plain = " ".join(text.split())
    if found := addressed(plain):
        return Somebody(found.name, found.address)
    return Somebody(plain) if plain else None


def people_from(cell: str) -> tuple[Somebody, ...]:
    return tuple(each for entry in entries_of(cell) if (each := somebody_from(entry)))


def unclear_address(people: Iterable[Somebody]) -> str:
    """Return what was expected instead of an address that was meant and cannot be read; blank if there is none."""
    unread = (each.name for each in people if not each.email and looks_like_one(each.name))
    return next((wanted(name) for name in unread), "")
