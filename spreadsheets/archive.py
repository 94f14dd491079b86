"""The parts of a workbook: which may be there, and how they are unpacked without trusting what they say."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spreadsheets import limits
from spreadsheets.refusals import Cause, Refused
from spreadsheets.zip_directory import STORED, ZipEntry, parts_of

_CHUNK = limits.MEGABYTE
_FEED = 64 * 1024

CONTENT_TYPES = "[content_types].xml"
_OWN_FILES = frozenset({CONTENT_TYPES, "mimetype"})
_OWN_FOLDERS = (
    "_rels/",
    "docprops/",
    "xl/",
    "customxml/",
    "customui/",
    "docmetadata/",
    "usercustomization/",
    "_xmlsignatures/",
    "package/",
    "[trash]/",
)
_TRICKS = re.compile(r"(^|/)\.\.(/|$)|^/|^[a-z]:|[\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Archive:
    """The packed file and its parts, by name in small letters with forward slashes."""

    data: bytes
    parts: dict[str, ZipEntry]

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part's bytes in pieces; refuse if they are not exactly what the directory says."""
        part = self.parts.get(name.lower())
        if part is None:
            raise Refused(Cause.DAMAGED, "a workbook with a piece missing")
        return unpacked(self.data, part)


def open_archive(data: bytes) -> Archive:
    archive = Archive(data, _by_name(parts_of(data)))
    refuse_what_is_no_workbook(archive)
    _refuse_foreign(archive.parts)
    _refuse_bombs(archive.parts.values())
    return archive


def _by_name(parts: Iterable[ZipEntry]) -> dict[str, ZipEntry]:
    found: dict[str, ZipEntry] = {}
    for part in parts:
        name = part_name(part.name)
        if name in found:
            raise Refused(Cause.SAME_PART_TWICE, printable(name))
        found[name] = part
    return found


def part_name(name: str) -> str:
    """Return one spelling of a part's name: in small letters, with slashes, and from the root of the file."""
    plain = name.lower()
    if "\\" in plain or "./" in plain or "//" in plain:
        plain = "/".join(step for step in plain.replace("\\", "/").split("/") if step != ".")
        plain = re.sub("/+", "/", plain)
    return plain


def refuse_what_is_no_workbook(archive: Archive) -> None:
    """Refuse the other kinds of file that are zip files too."""
    names = archive.parts
    if "encryptedpackage" in names:
        raise Refused(Cause.PASSWORD, "a file with a password")
    if "xl/workbook.bin" in names:
        raise Refused(Cause.BINARY_EXCEL, "an Excel binary workbook")
    if any(name.endswith(".iwa") or name == "index.zip" for name in names):
        raise Refused(Cause.OTHER_SPREADSHEET, "an Apple Numbers, Pages or Keynote file")
    if "mimetype" in names:
        _refuse_open_document(b"".join(archive.chunks("mimetype")) if names["mimetype"].unpacked < 200 else b"")
    if CONTENT_TYPES in names and any(name.startswith("xl/") for name in names):
        return
    for folder, words in (("word/", "a Word document"), ("ppt/", "a PowerPoint presentation"), ("visio/", "a drawing")):
        if any(name.startswith(folder) for name in names):
            raise Refused(Cause.NOT_A_WORKBOOK, words)
    if any(name.endswith((".xlsx", ".xlsm", ".xls")) for name in names):
        raise Refused(Cause.NOT_A_WORKBOOK, "a zip folder with a workbook inside; take it out first")
    if any(name.startswith("xl/") for name in names):
        raise Refused(Cause.DAMAGED, "a workbook with a piece missing")
    raise Refused(Cause.NOT_A_WORKBOOK, "a zip folder")


def _refuse_open_document(kind: bytes) -> None:
    if b"opendocument.spreadsheet" in kind:
        raise Refused(Cause.OTHER_SPREADSHEET, "an OpenDocument spreadsheet (.ods)")
    if b"opendocument" in kind:
        raise Refused(Cause.NOT_A_WORKBOOK, "an OpenDocument text or drawing")
    if b"epub" in kind:
        raise Refused(Cause.NOT_A_WORKBOOK, "an e-book")


def _refuse_foreign(parts: dict[str, ZipEntry]) -> None:
    for name in parts:
        if _TRICKS.search(name) or not (name.startswith(_OWN_FOLDERS) or name in _OWN_FILES):
            raise Refused(Cause.FOREIGN_PARTS, printable(name))


def _refuse_bombs(parts: Iterable[ZipEntry]) -> None:
    """Refuse parts that unpack to too much by what the directory says; unpacking holds each part to it."""
    total = 0
    for part in parts:
        total += part.unpacked
        too_tight = part.unpacked > limits.RATIO_APPLIES_FROM and part.unpacked > limits.PACKING_RATIO * part.packed
        if too_tight or total > limits.UNPACKED_BYTES:
            raise Refused(Cause.EXPANDS_TOO_MUCH, f"{total // limits.MEGABYTE:,} MB or more")


def unpacked(data: bytes, part: ZipEntry) -> Iterator[bytes]:
    crc, size = 0, 0
    for chunk in _stored(data, part) if part.method == STORED else _inflated(data, part):
        crc, size = zlib.crc32(chunk, crc), size + len(chunk)
        if size > part.unpacked:
            raise Refused(Cause.EXPANDS_TOO_MUCH, "more than it says of itself")
        yield chunk
    if size != part.unpacked or crc != part.crc:
        raise Refused(Cause.DAMAGED, "contents that do not match their checksum")


def _stored(data: bytes, part: ZipEntry) -> Iterator[bytes]:
    for start in range(part.start, part.start + part.packed, _CHUNK):
        yield data[start : min(start + _CHUNK, part.start + part.packed)]


def _inflated(data: bytes, part: ZipEntry) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    end = part.start + part.packed
    try:
        for start in range(part.start, end, _FEED):
            held = data[start : min(start + _FEED, end)]
            while held and not unpacker.eof:
                yield unpacker.decompress(held, _CHUNK)
                held = unpacker.unconsumed_tail
        while not unpacker.eof:
            rest = unpacker.decompress(b"", _CHUNK)
            if not rest:
                raise Refused(Cause.DAMAGED, "contents cut short")
            yield rest
    except zlib.error:
        raise Refused(Cause.DAMAGED, "contents that do not unpack") from None


def printable(name: str) -> str:
    """Return a name from the file, fit to be shown."""
    return "".join(char if char.isprintable() else "?" for char in name)[:60]
