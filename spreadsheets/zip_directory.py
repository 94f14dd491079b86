"""Read the list of contents of a zip file, believed only where it agrees with the rest of the file."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from spreadsheets import limits
from spreadsheets.refusals import Cause, Refused

_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_FILLED_16, _FILLED_32 = 0xFFFF, 0xFFFFFFFF
_LONGEST_COMMENT = 65_535

_ENCRYPTED, _SIZES_FOLLOW, _NAME_IS_UTF_8 = 0x1 | 0x40 | 0x2000, 0x8, 0x800
STORED, DEFLATED = 0, 8


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """An entry: where its packed bytes stand, and what they should unpack to."""

    name: str
    method: int
    packed: int
    unpacked: int
    crc: int
    heading: int
    start: int


def parts_of(data: bytes) -> list[ZipEntry]:
    """Return every entry in its order; refuse what overlaps, lies about itself or cannot be unpacked."""
    count, start, end = _where(data)
    if count > limits.ENTRIES:
        raise Refused(Cause.TOO_MUCH_IN_IT, f"{count:,} files packed into one")
    parts = []
    position = start
    for _ in range(count):
        part, position = _part(data, position, start)
        parts.append(part)
    if position != end:
        raise Refused(Cause.DAMAGED, "a list of contents that does not add up")
    _refuse_overlaps(parts, start)
    return parts


def _where(data: bytes) -> tuple[int, int, int]:
    """Return how many entries the directory has, where it begins, and where it must end."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _LONGEST_COMMENT - _END.size))
    if at < 0 or at + _END.size > len(data):
        raise Refused(Cause.DAMAGED, "a file without its end")
    _, disk, first_disk, here, count, size, start, _ = _END.unpack_from(data, at)
    if disk or first_disk or here != count:
        raise Refused(Cause.DAMAGED, "one piece of a file in several pieces")
    if count == _FILLED_16 or size == _FILLED_32 or start == _FILLED_32:
        return _where_64(data, at)
    end = at
    if start + size != at:  # some programs write the large form as well as the small one
        _, _, end = _where_64(data, at)
    if start + size != end:
        raise Refused(Cause.DAMAGED, "a list of contents in the wrong place")
    return count, start, end


def _where_64(data: bytes, end: int) -> tuple[int, int, int]:
    """Return the same from the record for large files, which stands before the end."""
    locator = data[max(0, end - _LOCATOR_64.size) : end]
    signature, _, at, disks = _LOCATOR_64.unpack(locator) if len(locator) == _LOCATOR_64.size else (b"", 0, 0, 0)
    if signature != b"PK\x06\x07" or disks > 1 or at + _END_64.size > end:
        raise Refused(Cause.DAMAGED, "a list of contents in the wrong place")
    record = _END_64.unpack_from(data, at)
    count, size, start = record[7:10]
    if record[0] != b"PK\x06\x06" or start + size != at:
        raise Refused(Cause.DAMAGED, "a list of contents in the wrong place")
    return count, start, at


def _part(data: bytes, position: int, directory: int) -> tuple[ZipEntry, int]:
    try:
        fields = _ENTRY.unpack_from(data, position)
    except struct.error:
        raise Refused(Cause.DAMAGED, "a list of contents cut short") from None
    signature, _, _, flags, method, _, _, crc, packed, unpacked, name_length, extra_length, comment, *_, offset = fields
    name_end = position + _ENTRY.size + name_length
    name = data[position + _ENTRY.size : name_end]
    if signature != b"PK\x01\x02" or len(name) != name_length:
        raise Refused(Cause.DAMAGED, "a list of contents that does not add up")
    if flags & _ENCRYPTED:
        raise Refused(Cause.PASSWORD, "contents with a password")
    if method not in (STORED, DEFLATED):
        raise Refused(Cause.DAMAGED, "contents packed in an unusual way")
    if _FILLED_32 in (packed, unpacked, offset):
        extra = data[name_end : name_end + extra_length]
        unpacked, packed, offset = _large(extra, unpacked, packed, offset)
    if offset + packed > directory or (method == STORED and packed != unpacked):
        raise Refused(Cause.DAMAGED, "sizes that do not add up")
    start = _start_of(data, offset, name, flags, (method, crc, packed, unpacked))
    readable = name.decode("utf-8" if flags & _NAME_IS_UTF_8 else "latin-1", "replace")
    return ZipEntry(readable, method, packed, unpacked, crc, offset, start), name_end + extra_length + comment


def _large(extra: bytes, *fields: int) -> tuple[int, ...]:
    """Return sizes and offset from the field for large files, which holds only those that did not fit."""
    for tag, body in _extras(extra):
        if tag == 1:
            values = iter(struct.unpack(f"<{len(body) // 8}Q", body[: len(body) // 8 * 8]))
            return tuple(next(values, _FILLED_32) if field == _FILLED_32 else field for field in fields)
    return fields


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= 4:
        tag, length = struct.unpack_from("<2H", extra)
        yield tag, extra[4 : 4 + length]
        extra = extra[4 + length :]


def _start_of(data: bytes, offset: int, name: bytes, flags: int, said: tuple[int, int, int, int]) -> int:
    """Return where an entry's bytes begin; refuse if its own heading differs from the directory."""
    try:
        fields = _LOCAL.unpack_from(data, offset)
    except struct.error:
        raise Refused(Cause.DAMAGED, "contents that are not there") from None
    signature, _, local_flags, method, _, _, crc, packed, unpacked, name_length, extra_length = fields
    local_name = data[offset + _LOCAL.size : offset + _LOCAL.size + name_length]
    if signature != b"PK\x03\x04" or local_name != name or method != said[0]:
        raise Refused(Cause.DAMAGED, "contents that are not what the list says")
    sizes_here = not (flags | local_flags) & _SIZES_FOLLOW and _FILLED_32 not in (packed, unpacked)
    if sizes_here and (crc, packed, unpacked) != said[1:]:
        raise Refused(Cause.DAMAGED, "sizes that do not add up")
    return int(offset + _LOCAL.size + name_length + extra_length)


def _refuse_overlaps(parts: list[ZipEntry], directory: int) -> None:
    """Refuse entries that share bytes, by which a small file can unpack to petabytes."""
    end = 0
    for part in sorted(parts, key=lambda each: each.heading):
        if part.heading < end:
            raise Refused(Cause.EXPANDS_TOO_MUCH, "contents that lie on top of each other")
        end = part.start + part.packed
    if end > directory:
        raise Refused(Cause.DAMAGED, "sizes that do not add up")
