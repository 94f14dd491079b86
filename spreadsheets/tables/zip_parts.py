"""The parts of a packed spreadsheet, under the limits of a directory."""

from spreadsheets.archive import Archive, part_name
from spreadsheets.refusals import Cause, Refused
from spreadsheets.tables import limits
from spreadsheets.zip_directory import parts_of

_LONGEST_KIND = 200


def unpacked_archive(data: bytes) -> Archive:
    """Open an archive; refuse names that are there twice.

    Each part is held to its size and checksum when it is read.
    """
    parts = parts_of(data)
    by_name = {part_name(part.name): part for part in parts}
    if len(by_name) != len(parts):
        raise Refused(Cause.SAME_PART_TWICE)
    if sum(part.unpacked for part in parts) > limits.UNPACKED_BYTES:
        raise Refused(Cause.EXPANDS_TOO_MUCH)
    return Archive(data, by_name)


def is_open_spreadsheet(archive: Archive) -> bool:
    if "mimetype" not in archive or archive.parts["mimetype"].unpacked > _LONGEST_KIND:
        return False
    return b"opendocument.spreadsheet" in b"".join(archive.chunks("mimetype"))
