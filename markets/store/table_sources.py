"""A file as rows behind a head that is known: CSV as it stands, other kinds row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from markets.store.text_files import (
    CHUNK,
    HEAD,
    Pieces,
    UnreadableFile,
    crooked_rows,
    encoding_of,
    first_lines,
    straight_bytes,
    written_straight,
)
from markets.visits.domain.columns import ColumnMapping
from markets.visits.domain.file_layout import FileLayout, layout_of
from markets.visits.domain.shown_texts import row_shown


class TableSource(Protocol):
    """What a take-in reads: twice at most, so each call begins anew."""

    @property
    def layout(self) -> FileLayout: ...

    @property
    def is_straight(self) -> bool:
        """Whether there is no other way to bring the rows than the quick one."""
        ...

    def quick(self) -> Iterator[bytes]: ...

    def straight(self) -> Iterator[bytes]: ...

    def rows(self) -> Iterator[Sequence[str]]: ...


@dataclass(frozen=True, slots=True)
class CsvSource:
    """A text with delimiters."""

    pieces: Pieces
    encoding: str
    layout: FileLayout
    is_straight: bool = False

    def quick(self) -> Iterator[bytes]:
        layout = self.layout
        encoding = "utf-8" if self.encoding == "utf-8-sig" else self.encoding
        return straight_bytes(self.pieces, encoding, layout.line, len(layout.names), layout.delimiter)

    def straight(self) -> Iterator[bytes]:
        return written_straight(self.rows(), len(self.layout.names), self.layout.delimiter)

    def rows(self) -> Iterator[Sequence[str]]:
        return crooked_rows(self.pieces, self.encoding, self.layout.delimiter, self.layout.row)


def csv_source(pieces: Pieces, mapping: ColumnMapping) -> CsvSource:
    """Return a text as a source; raise ``UnreadableFile`` where it has no row of names."""
    head = b""
    for piece in pieces():
        head += piece
        if len(head) >= HEAD:
            break
    head = head[:HEAD]
    if not head.strip():
        raise UnreadableFile("V01", "We could not read this file: it is empty. Send it again from your system.")
    encoding = encoding_of(head)
    lines = first_lines(head, encoding)
    layout = layout_of(lines, mapping)
    if layout is None:
        shown = next((line.strip() for line in lines if line.strip()), "")
        raise UnreadableFile("V02", row_shown(shown))
    return CsvSource(pieces, encoding, layout)


def pieces_of(path: Path) -> Pieces:
    def read() -> Iterator[bytes]:
        with path.open("rb") as file:
            while piece := file.read(CHUNK):
                yield piece

    return read
