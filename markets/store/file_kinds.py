"""What kind of file somebody sent, by its content: the name says nothing."""

from collections.abc import Callable, Iterator

from markets.store.order_exports import archived
from markets.store.row_sources import Row, pulled, row_source
from markets.store.table_sources import TableSource, csv_source
from markets.store.text_files import Pieces, UnreadableFile
from markets.store.xml_rows import xml_rows
from markets.visits.domain.columns import ColumnMapping
from spreadsheets.archive import CONTENT_TYPES, part_name, unpacked
from spreadsheets.refusals import Refused
from spreadsheets.tables.any_file import UnreadableTable, read_rows
from spreadsheets.zip_directory import ZipEntry, parts_of

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
ZIP = b"PK\x03\x04"
MOST_BYTES = 500 * 2**20
MOST_PACKED = 110 * 2**20
MOST_FILES = 60
SIDECARS = ("__macosx/", ".ds_store", "thumbs.db")


def source_of(pieces: Pieces) -> TableSource:
    """Return the file as a source of rows; raise ``UnreadableFile`` with V01 for anything else."""
    head = next((piece for piece in pieces() if piece), b"")
    if not head:
        raise UnreadableFile("V01", REFUSED.format(kind="empty"))
    for mark, kind in KINDS:
        if head.startswith(mark):
            raise UnreadableFile("V01", REFUSED.format(kind=kind))
    if head.startswith(ZIP):
        return _packed(_whole(pieces))
    if _is_xml(head):
        return row_source(lambda: xml_rows(pieces), goes_on=True)
    if _is_binary(head):
        raise UnreadableFile("V01", REFUSED.format(kind="no table"))
    return csv_source(pieces, ColumnMapping())


def _is_xml(head: bytes) -> bool:
    first = head[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    return first.startswith((b"<?xml", b"<")) or head.startswith((b"\xff\xfe<\0", b"\xfe\xff\0<"))


def _is_binary(head: bytes) -> bool:
    """Tell whether the first bytes are no text: as a text of two bytes a letter has a mark, nothing else has zeros."""
    first = head[:4096]
    return b"\0" in first and not first.startswith((b"\xff\xfe", b"\xfe\xff"))


def _whole(pieces: Pieces) -> bytes:
    found, size = [], 0
    for piece in pieces():
        found.append(piece)
        size += len(piece)
        if size > MOST_PACKED:
            raise UnreadableFile("V01", REFUSED.format(kind="a packed file of over 100 MB"))
    return b"".join(found)


def _packed(data: bytes) -> TableSource:
    """Return a workbook, or the files in an archive, as one source."""
    try:
        parts = [part for part in parts_of(data) if not part.name.endswith("/")]
    except Refused:
        raise UnreadableFile("V01", REFUSED.format(kind="damaged, has a password, or was not copied whole")) from None
    names = {part_name(part.name) for part in parts}
    if names & {CONTENT_TYPES, "mimetype"}:
        return row_source(lambda: _workbook_rows(data))
    files = [part for part in parts if not any(mark in part.name.lower() for mark in SIDECARS)]
    if not files or len(files) > MOST_FILES:
        raise UnreadableFile("V01", REFUSED.format(kind="an archive with no files, or too many"))
    if sum(part.unpacked for part in files) > MOST_BYTES:
        raise UnreadableFile("V01", REFUSED.format(kind="over 500 MB once it is unpacked"))
    return archived([_inner(data, part) for part in files])


def _inner(data: bytes, part: ZipEntry) -> TableSource:
    def pieces() -> Iterator[bytes]:
        try:
            yield from unpacked(data, part)
        except Refused:
            raise UnreadableFile("V01", REFUSED.format(kind="damaged, or was not copied whole")) from None

    head = next((piece for piece in pieces() if piece), b"")
    if head.startswith(ZIP) and b"[Content_Types].xml" not in head and b"xl/" not in head:
        raise UnreadableFile("V01", REFUSED.format(kind="an archive within an archive"))
    return source_of(pieces)


def _workbook_rows(data: bytes) -> Iterator[Row]:
    """Yield the rows of the first sheet that has any."""

    def read(take: Callable[[int, Row], bool]) -> None:
        chosen: list[str] = []

        def begin(title: str) -> Callable[[int, Row], bool] | None:
            def take_one(number: int, row: Row) -> bool:
                if not chosen:
                    chosen.append(title)
                return chosen[0] == title and take(number, list(row))

            return take_one

        try:
            read_rows(data, begin)
        except UnreadableTable as trouble:
            raise UnreadableFile("V01", f"We could not read this file. {trouble}") from None

    return pulled(read)
