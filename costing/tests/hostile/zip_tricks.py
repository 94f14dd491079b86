"""Tricks with the zip file around a workbook, and oddities of programs that write one."""

import struct
import zipfile
import zlib
from io import BytesIO

from costing.tests.hostile.craft import (
    CONTENT_TYPES,
    WORKBOOK,
    edited,
    filled,
    packed,
    part_of,
    parts_of,
    with_parts,
)
from costing.tests.hostile.expectation import HostileFile, accepted, refused

_SHEET = part_of("basic_pay_rate")


def _cut(share: float) -> bytes:
    return filled()[: int(len(filled()) * share)]


def _twice(second: str) -> bytes:
    """Return a second part of the same name with another figure in it."""
    parts = parts_of(filled())
    first = edited(_SHEET, "<v>10.2</v>", "<v>99</v>")
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.writestr("placeholder".ljust(len(second), "_"), parts_of(first)[_SHEET])
    return buffer.getvalue().replace(b"placeholder".ljust(len(second), b"_"), second.encode())


def _directory_entry(data: bytes, name: str) -> int:
    """Return where the list of contents speaks of a part."""
    at = data.index(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(name)] != name.encode():
        at = data.index(b"PK\x01\x02", at + 4)
    return at


def _with_field(offset: int, format_: str, value: int, name: str = _SHEET, *, local: int | None = None) -> bytes:
    """Change one number of a part's entry in the list of contents, and in its own heading at ``local``."""
    data = bytearray(filled())
    at = _directory_entry(data, name)
    heading = struct.unpack_from("<L", data, at + 42)[0]
    struct.pack_into(format_, data, at + offset, value)
    if local is not None:
        struct.pack_into(format_, data, heading + local, value)
    return bytes(data)


def _overlapping() -> bytes:
    """Return many entries that are all the same packed bytes: the flat zip bomb."""
    kernel = zlib.compress(bytes(1_000_000))[2:-4]
    crc = zlib.crc32(bytes(1_000_000))
    names = [CONTENT_TYPES, WORKBOOK, *(f"xl/worksheets/sheet{number}.xml" for number in range(200))]
    data, entries = b"", b""
    for name in names:
        sizes = struct.pack("<3L2H", crc, len(kernel), 1_000_000, len(name), 0)
        heading = b"PK\x03\x04" + struct.pack("<5H", 20, 0, 8, 0, 33) + sizes + name.encode()
        start = len(data)
        data += heading + (kernel if name == names[-1] else b"")
        tail = struct.pack("<3H2L", 0, 0, 0, 0, start)
        entries += b"PK\x01\x02" + struct.pack("<6H", 20, 20, 0, 8, 0, 33) + sizes + tail + name.encode()
    # every entry says that the last one's bytes are its own
    return (
        data
        + entries
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(names), len(names), len(entries), len(data), 0)
    )


def _blanks(megabytes: int) -> bytes:
    sheet = parts_of(filled())[_SHEET]
    head, tail = sheet.split(b"</worksheet>")
    return with_parts({_SHEET: head + b" " * (megabytes * 1024 * 1024) + b"</worksheet>" + tail})


def _lies_small() -> bytes:
    """Return a part that says 1,000 bytes and unpacks to 60 MB."""
    data = bytearray(_blanks(60))
    at = _directory_entry(data, _SHEET)
    heading = struct.unpack_from("<L", data, at + 42)[0]
    struct.pack_into("<L", data, at + 24, 1_000)
    struct.pack_into("<L", data, heading + 22, 1_000)
    return bytes(data)


def _nested() -> bytes:
    bomb = packed({"a.zip": packed({"b": bytes(50_000_000)})})
    return with_parts({"xl/embeddings/oleObject1.bin": bomb})


def _flipped() -> bytes:
    """Return a figure's sheet with one bit wrong: in a stored part nothing but the checksum notices."""
    data = packed(parts_of(filled()), zipfile.ZIP_STORED)
    assert data.count(b"<v>10.2</v>") >= 1
    return data.replace(b"<v>10.2</v>", b"<v>10.3</v>", 1)


def _streamed() -> bytes:
    """Return a file written without going back, as web exports do: sizes follow the contents."""

    class _Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(filled()).items():
            archive.writestr(name, content)
    return pipe.getvalue()


def _large_form() -> bytes:
    """Return every entry in the form for files over 4 GB, as some programs always write."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(filled()).items():
            with archive.open(name, "w", force_zip64=True) as file:
                file.write(content)
    return buffer.getvalue()


def _large_and_lost() -> bytes:
    """Return a list of contents said to stand further off than there are bytes in the world."""
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 2**64 - 1, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return filled()[:-22] + locator + end


def _backslashes() -> bytes:
    data = filled()
    for name in parts_of(data):
        data = data.replace(name.encode(), name.replace("/", "\\").encode())
    return data


def _many_entries() -> bytes:
    return with_parts({f"xl/media/image{number}.png": b"" for number in range(3_000)})


FILES: tuple[HostileFile, ...] = (
    refused("truncated zip, half", "F08", lambda: _cut(0.5)),
    refused("truncated zip, a tenth missing", "F08", lambda: _cut(0.9)),
    refused("truncated by one byte", "F08", lambda: filled()[:-1]),
    refused("only the first bytes", "F08", lambda: filled()[:30]),
    refused("one wrong bit, caught by its checksum", "F08", _flipped),
    refused(
        "packed in a way that spreadsheets do not use", "F08", lambda: packed(parts_of(filled()), zipfile.ZIP_BZIP2)
    ),
    refused("an unknown way of packing", "F08", lambda: _with_field(10, "<H", 99, local=8)),
    refused("list of contents points behind the end", "F08", lambda: _with_field(42, "<L", 0x7FFFFFFF)),
    refused("list of contents further off than possible", "F08", _large_and_lost),
    refused("list of contents and heading disagree", "F08", lambda: _with_field(24, "<L", 5)),
    refused("says that it unpacks to more", "F08", lambda: _with_field(24, "<L", 3_000_000, local=22)),
    refused("zip password", "F03", lambda: _with_field(8, "<H", 1, local=6)),
    refused("duplicate part", "F11", lambda: _twice(_SHEET)),
    refused("duplicate part in other letters", "F11", lambda: _twice(_SHEET.replace("sheets/sheet", "Sheets/SHEET"))),
    refused("duplicate part with backslashes", "F11", lambda: _twice(_SHEET.replace("/", "\\"))),
    refused("duplicate part by a detour", "F11", lambda: _twice("xl/./worksheets//" + _SHEET.rpartition("/")[2])),
    refused("zip bomb, overlapping", "F09", _overlapping),
    refused(
        "zip bomb, flat", "F09", lambda: with_parts({f"xl/media/image{n}.png": bytes(60_000_000) for n in range(3)})
    ),
    refused("200 MB of blanks in 0.2 MB", "F09", lambda: _blanks(200)),
    refused("says 1,000 bytes, unpacks to 60 MB", "F09", _lies_small),
    refused("a path that leads out", "F17", lambda: with_parts({"../../etc/cron.d/x": b"x"})),
    refused("a path from the root", "F17", lambda: with_parts({"/etc/passwd": b"x"})),
    refused("a program inside", "F17", lambda: with_parts({"setup.exe": b"MZ"})),
    refused("3,000 parts", "F13", _many_entries),
    accepted("zip bomb, nested, where nobody unpacks it", _nested),
    accepted("not compressed", lambda: packed(parts_of(filled()), zipfile.ZIP_STORED)),
    accepted("streamed by a web export", _streamed),
    accepted("written in the form for very large files", _large_form),
    accepted("names with backslashes", _backslashes),
)
