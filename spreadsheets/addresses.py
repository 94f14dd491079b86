"""Cell addresses, and the cells that a defined name may point at."""

import re

_ADDRESS = re.compile(r"^([A-Z]{1,3})([1-9]\d{0,6})$")
_USUAL = re.compile(r"(?:'([^'!]*)'|(\w+))!\$([A-Z]{1,3})\$([1-9]\d{0,6})", re.ASCII)
_AREA = re.compile(r"^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?$", re.IGNORECASE)

Position = tuple[int, int]


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address_at(column: int, row: int) -> str:
    return f"{column_letters(column)}{row}"


def position_of(address: str) -> Position | None:
    """Return column and row, both from 1; None if the text is no address."""
    match = _ADDRESS.match(address)
    return (column_number(match[1]), int(match[2])) if match else None


def corners_of(area: str) -> tuple[Position, Position] | None:
    """Return the top left and bottom right of ``B5:C7``, whichever corners it names."""
    match = _AREA.match(area)
    if match is None:
        return None
    column, row = column_number(match[1].upper()), int(match[2])
    other_column, other_row = (column_number(match[3].upper()), int(match[4])) if match[3] else (column, row)
    return (min(column, other_column), min(row, other_row)), (max(column, other_column), max(row, other_row))


def one_cell(reference: str) -> tuple[str, str] | None:
    """Return sheet title and address of a reference to a single cell, such as ``'It''s'!$C$5``; None otherwise."""
    if usual := _USUAL.fullmatch(reference):
        quoted, plain, column, row = usual.groups()
        return quoted if plain is None else plain, column + row
    title, _, area = reference.strip().removeprefix("=").rpartition("!")
    address = area.replace("$", "").upper()
    if not _ADDRESS.match(address):
        corners = corners_of(area)
        if corners is None or corners[0] != corners[1]:
            return None
        address = address_at(*corners[0])
    if title.startswith("'") and title.endswith("'"):
        return title[1:-1].replace("''", "'"), address
    return None if "!" in title else (title, address)
