"""A stranger's text file as bytes that DuckDB reads: in UTF-8, without its head, blank lines marked as such.

What is too crooked for DuckDB is read once more by Python's reader and written straight.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from markets.store.stage_sql import BLANK_MARK

CHUNK = 1 << 20
HEAD = 1 << 18
Pieces = Callable[[], Iterator[bytes]]


class UnreadableFile(Exception):
    """A file that cannot be taken in; a code of MARKETS.md §9 and a sentence are its arguments."""


def encoding_of(head: bytes) -> str:
    """Return how a text is encoded: as its mark says, else UTF-8, else as Windows in Western Europe writes."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def text_of(pieces: Iterable[bytes], encoding: str) -> Iterator[str]:
    """Yield a text in pieces; bytes that are none of its letters become the sign for that."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for piece in pieces:
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def lines_of(pieces: Iterable[bytes], encoding: str) -> Iterator[str]:
    rest = ""
    for text in text_of(pieces, encoding):
        *whole, rest = (rest + text).split("\n")
        yield from (f"{line}\n" for line in whole)
    if rest:
        yield rest


def first_lines(head: bytes, encoding: str) -> list[str]:
    """Return the whole lines of the first bytes."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    lines = io.StringIO(text, newline="").readlines()
    return lines[:-1] if len(head) >= HEAD and len(lines) > 1 else lines


def straight_bytes(pieces: Pieces, encoding: str, skipped: int, width: int, delimiter: str) -> Iterator[bytes]:
    """Yield the bytes after the first ``skipped`` lines as they are, but for blank lines, which are marked."""
    marked = (delimiter * width + BLANK_MARK).encode()
    empty = (delimiter * (width - 1)).encode()
    rest = b""
    for chunk in _without_head(_utf8(pieces(), encoding), skipped):
        chunk = rest + chunk
        end = chunk.rfind(b"\n") + 1
        chunk, rest = chunk[:end], chunk[end:]
        yield _with_marks(b"\n" + chunk, marked, empty)[1:] if chunk else b""
    yield _with_marks(b"\n" + rest + b"\n", marked, empty)[1:] if rest.strip() else b""


def _utf8(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    if encoding == "utf-8":
        yield from pieces
        return
    for text in text_of(pieces, encoding):
        yield text.encode()


def _without_head(pieces: Iterator[bytes], skipped: int) -> Iterator[bytes]:
    for piece in pieces:
        while skipped and piece:
            _, newline, after = piece.partition(b"\n")
            skipped -= bool(newline)
            piece = after
        if piece:
            yield piece


def _with_marks(chunk: bytes, marked: bytes, empty: bytes) -> bytes:
    """Mark lines with nothing in them, and those with delimiters alone; ``chunk`` begins after a line's end."""
    for end in (b"\n", b"\r\n") if b"\r" in chunk else (b"\n",):
        for blank in (b"", empty):
            while _has(chunk, found := b"\n" + blank + end):
                chunk = chunk.replace(found, b"\n" + marked + end)
    return chunk


def _has(chunk: bytes, found: bytes) -> bool:
    """Tell whether a line's end and what follows is in the bytes; the shortest an expression finds twice as fast."""
    return re.search(re.escape(found), chunk) is not None if len(found) <= len(b"\n\r\n") else found in chunk


def written_straight(rows: Iterable[Sequence[str]], width: int, delimiter: str) -> Iterator[bytes]:
    """Yield rows as bytes, each with as many cells as there are names."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    blank = ["" for _ in range(width)] + [BLANK_MARK]
    padding = [""] * width
    for number, row in enumerate(rows, 1):
        if not any(row):
            writer.writerow(blank)
        elif len(row) == width and _is_plain(text := delimiter.join(row), width, delimiter):
            buffer.write(f"{text}{delimiter}\n")
        else:
            writer.writerow([*row[:width], *padding[len(row) :], ""])
        if not number % 5000:
            yield buffer.getvalue().encode("utf-8", "replace")
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode("utf-8", "replace")


def _is_plain(text: str, width: int, delimiter: str) -> bool:
    """Tell whether no cell of a row of this width needs marks of quotation."""
    return text.count(delimiter) == width - 1 and not ('"' in text or "\n" in text or "\r" in text)


def crooked_rows(pieces: Pieces, encoding: str, delimiter: str, header_row: int) -> Iterator[list[str]]:
    """Yield the rows after the header as Python's reader has them."""
    reader = csv.reader(lines_of(pieces(), encoding), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, 1):
            if number > header_row:
                yield row
    except csv.Error as trouble:
        said = f"We could not read this file: row {reader.line_num} is no row of a table ({trouble})."
        raise UnreadableFile("V01", said) from None
