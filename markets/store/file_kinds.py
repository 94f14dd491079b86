"""What kind of file somebody sent, by its content: the name says nothing."""

from pathlib import Path

from markets.store.table_sources import TableSource, csv_source
from markets.store.text_files import Pieces, UnreadableFile
from markets.visits.domain.columns import ColumnMapping

REFUSED = "We could not read this file: it is {kind}. Save it as CSV (UTF-8) from your system and send it again."
KINDS = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file, or one with a password"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf", "a compressed file (7z)"),
    (b"Rar!", "a compressed file (RAR)"),
)


def source_of(pieces: Pieces, folder: Path) -> TableSource:
    """Return the file as a source of rows; raise ``UnreadableFile`` with V01 for anything else."""
    head = next((piece for piece in pieces() if piece), b"")
    if not head:
        raise UnreadableFile("V01", REFUSED.format(kind="empty"))
    for mark, kind in KINDS:
        if head.startswith(mark):
            raise UnreadableFile("V01", REFUSED.format(kind=kind))
    if _is_binary(head):
        raise UnreadableFile("V01", REFUSED.format(kind="no table"))
    return csv_source(pieces, ColumnMapping())


def _is_binary(head: bytes) -> bool:
    """Tell whether the first bytes are no text: as a text of two bytes a letter has a mark, nothing else has zeros."""
    first = head[:4096]
    return b"\0" in first and not first.startswith((b"\xff\xfe", b"\xfe\xff"))
