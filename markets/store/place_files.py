"""A published list of places as rows: a CSV, or the CSVs in a zip, read piece by piece however large they are."""

import csv
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from markets.places.domain.place_layouts import HEAD_WITHIN, PlaceLayout, UnreadablePlaces, layout_of, layout_trouble
from markets.store.text_files import CHUNK, HEAD, encoding_of, lines_of

Row = Sequence[str]
MOST_BYTES, MOST_FILES = 3 * 2**30, 2_000
# The directory is packed twice: whole, and once more by the first letters of postcodes.
TWICE = "multi_csv"
EMPTY = "This file is empty."
SEALED = "This zip has a password. Unpack it, and send the CSV in it."
CUT = "This file ends in the middle: it was not copied whole. Download it again."
TOO_LARGE = "Unpacked it is over 3 GB, which is no list of places."
NO_CSV = "There is no CSV in this zip. Choose CSV where the list is downloaded."
WORKBOOK = "This is a workbook. Save its sheet as CSV, and send that."
NO_TEXT = "This is no table of text. Choose CSV where the list is downloaded."
MIXED = "There are different lists in this zip. Send one at a time."
NOT_ROWS = "Row {row:,} is no row of a table."


@dataclass(frozen=True)
class PlaceFile:
    """A list of places on a disk; ``parts`` are the names of the CSVs in it, none where it is one itself."""

    path: Path
    layout: PlaceLayout
    parts: tuple[str, ...]

    def rows(self, report: Callable[[int], None] = lambda _: None) -> Iterator[Row]:
        """Yield the rows below the head, and report how many per cent are read."""
        size, read = self._size(), 0

        def told(count: int) -> None:
            nonlocal read
            read += count
            if read > MOST_BYTES:
                raise UnreadablePlaces(TOO_LARGE)
            report(min(100, read * 100 // size))

        for part in self.parts or ("",):
            yield from _below(_rows(self.path, part, told), self.layout)

    def _size(self) -> int:
        if not self.parts:
            return max(1, self.path.stat().st_size)
        with ZipFile(self.path) as packed:
            return max(1, sum(packed.getinfo(part).file_size for part in self.parts))


def place_file(path: Path) -> PlaceFile:
    """Return a file with its layout; raise ``UnreadablePlaces`` with a sentence for whatever is no list of places."""
    with path.open("rb") as file:
        first = file.read(4)
    if not first:
        raise UnreadablePlaces(EMPTY)
    if first != b"PK\x03\x04":
        rows = _first_rows(path, "")
        layout = layout_of(rows)
        if layout is None:
            raise UnreadablePlaces(layout_trouble(rows))
        return PlaceFile(path, layout, ())
    return _packed(path)


def _packed(path: Path) -> PlaceFile:
    parts = _csvs(path)
    heads = {part: _first_rows(path, part) for part in parts}
    found = {part: layout for part, rows in heads.items() if (layout := layout_of(rows)) is not None}
    whole = {part: layout for part, layout in found.items() if TWICE not in part} or found
    if not whole:
        raise UnreadablePlaces(layout_trouble(heads[max(heads, key=lambda part: len(heads[part]))]))
    if len({(layout.source, tuple(layout.columns.items())) for layout in whole.values()}) > 1:
        raise UnreadablePlaces(MIXED)
    return PlaceFile(path, next(iter(whole.values())), tuple(sorted(whole)))


def _csvs(path: Path) -> list[str]:
    try:
        with ZipFile(path) as packed:
            infos = [info for info in packed.infolist() if not info.is_dir()]
    except (BadZipFile, NotImplementedError, OSError):
        raise UnreadablePlaces(CUT) from None
    if any(info.filename == "[Content_Types].xml" or info.filename == "mimetype" for info in infos):
        raise UnreadablePlaces(WORKBOOK)
    found = [info for info in infos if info.filename.lower().endswith(".csv") and "__MACOSX" not in info.filename]
    if not found or len(infos) > MOST_FILES:
        raise UnreadablePlaces(NO_CSV)
    if any(info.flag_bits & 1 for info in found):
        raise UnreadablePlaces(SEALED)
    return [info.filename for info in sorted(found, key=_order)]


def _order(info: ZipInfo) -> tuple[bool, str]:
    return TWICE in info.filename, info.filename


def _first_rows(path: Path, part: str) -> list[list[str]]:
    rows = []
    for row in _rows(path, part, lambda _: None):
        rows.append(list(row))
        if len(rows) >= HEAD_WITHIN:
            break
    return rows


def _rows(path: Path, part: str, told: Callable[[int], None]) -> Iterator[Row]:
    """Yield the rows of a file, or of a part of a packed one; blank rows are passed over."""
    encoding = encoding_of(next(_pieces(path, part, lambda _: None), b"")[:HEAD])
    reader = csv.reader(lines_of(_pieces(path, part, told), encoding))
    try:
        for row in reader:
            if row:
                yield row
    except csv.Error:
        raise UnreadablePlaces(NOT_ROWS.format(row=reader.line_num)) from None


def _pieces(path: Path, part: str, told: Callable[[int], None]) -> Iterator[bytes]:
    try:
        if part:
            with ZipFile(path) as packed, packed.open(part) as inner:
                yield from _read(inner, told)
        else:
            with path.open("rb") as file:
                yield from _read(file, told)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise UnreadablePlaces(CUT) from None


def _read(file: IO[bytes], told: Callable[[int], None]) -> Iterator[bytes]:
    is_wide = None
    while piece := file.read(CHUNK):
        is_wide = piece.startswith((b"\xff\xfe", b"\xfe\xff")) if is_wide is None else is_wide
        if b"\0" in piece and not is_wide:
            raise UnreadablePlaces(NO_TEXT)
        told(len(piece))
        yield piece


def _below(rows: Iterator[Row], layout: PlaceLayout) -> Iterator[Row]:
    """Yield the rows below the head; a last one that ends too early says that the file does."""
    before: Row | None = None
    for number, row in enumerate(rows):
        if number < layout.head:
            continue
        if before is not None:
            yield before
        before = row
    if before is None:
        return
    if len(before) < layout.width:
        raise UnreadablePlaces(CUT)
    yield before
