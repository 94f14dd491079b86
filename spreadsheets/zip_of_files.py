"""The files of a zip folder, one after another; what cannot be taken out safely is said in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from spreadsheets import limits
from spreadsheets.archive import printable, unpacked
from spreadsheets.refusals import Cause, Refused
from spreadsheets.sizes import size_in_words
from spreadsheets.zip_directory import ZipEntry, parts_of

FOLDER_BYTES = 100 * limits.MEGABYTE
FILES = 500
UNPACKED_BYTES = 400 * limits.MEGABYTE
DEPTH = 8
_NOT_MEANT = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
_PACKED = (".zip", ".7z", ".rar", ".gz", ".tar", ".tgz")


class UnusableZip(Exception):
    """A zip folder of which nothing can be taken; its words are for a person."""


@dataclass(frozen=True, slots=True)
class FileInZip:
    """A file: its bytes, or why it was not taken out."""

    name: str
    data: bytes = b""
    because: str = ""


def files_in_zip(data: bytes) -> Iterator[FileInZip]:
    """Yield each file; nothing is written anywhere, and no more is unpacked than the directory says."""
    wanted = _wanted(data)
    for part in wanted:
        name, because = shown_path(part.name), _why_not(part)
        yield FileInZip(name, because=because) if because else _taken_out(data, part, name)


def _wanted(data: bytes) -> list[ZipEntry]:
    if len(data) > FOLDER_BYTES:
        raise UnusableZip(f"This zip folder is too large: {size_in_words(len(data))}. We can read up to 100 MB.")
    if not data.startswith(b"PK"):
        raise UnusableZip("This is not a zip folder. Pack the workbooks into one zip and upload that.")
    try:
        parts = [part for part in parts_of(data) if _is_meant(part.name)]
    except Refused as refused:
        raise UnusableZip(_words(refused)) from None
    if any(part.name.lower() == "xl/workbook.xml" for part in parts):
        raise UnusableZip("This is a single workbook, not a zip folder of workbooks. Upload it as a workbook.")
    if len(parts) > FILES:
        raise UnusableZip(f"This zip folder holds {len(parts):,} files. We can read up to {FILES} at a time.")
    if not parts:
        raise UnusableZip("There is no file in this zip folder.")
    if sum(part.unpacked for part in parts if part.unpacked <= limits.FILE_BYTES) > UNPACKED_BYTES:
        raise UnusableZip("This zip folder unpacks to more than 400 MB, so it was not opened. Send it in parts.")
    return parts


def _is_meant(name: str) -> bool:
    plain = name.replace("\\", "/").lower()
    last = plain.rsplit("/", 1)[-1]
    return bool(last) and not plain.startswith(_NOT_MEANT) and last not in _NOT_MEANT and not last.startswith("~$")


def _why_not(part: ZipEntry) -> str:
    steps = part.name.replace("\\", "/").split("/")
    if ".." in steps or part.name.startswith(("/", "\\")) or ":" in steps[0]:
        return "its name leads out of the folder, so it was not taken out. Give it a plain name and send it again."
    if len(steps) > DEPTH:
        return f"it lies more than {DEPTH} folders deep. Move it up and send it again."
    if part.name.lower().endswith(_PACKED):
        return "it is a packed folder inside the folder. Unpack it and send its workbooks."
    if part.unpacked > limits.FILE_BYTES:
        return f"it is too large: {size_in_words(part.unpacked)}. We can read up to 10 MB."
    return ""


def _taken_out(data: bytes, part: ZipEntry, name: str) -> FileInZip:
    try:
        return FileInZip(name, b"".join(unpacked(data, part)))
    except Refused as refused:
        return FileInZip(name, because=_words(refused))


def _words(refused: Refused) -> str:
    if refused.cause == Cause.PASSWORD:
        return "it has a password, so it cannot be opened. Take the password off and send it again."
    return f"it cannot be opened: {refused.read or 'it is damaged'}."


def shown_path(name: str) -> str:
    """Return a path fit to be shown and kept."""
    return "".join(char if char.isprintable() else "?" for char in name.replace("\\", "/"))[:200] or printable(name)
