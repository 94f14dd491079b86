"""Files that are something else, whatever their name says."""

import random
import struct

from costing.tests.hostile.craft import (
    CONTENT_TYPES,
    WORKBOOK,
    filled,
    packed,
    parts_of,
)
from costing.tests.hostile.expectation import HostileFile, refused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _old_office(*streams: str) -> bytes:
    """Return an OLE file as far as it takes to recognise one: a heading and a directory."""
    entries = b"".join(
        (name + "\x00").encode("utf-16-le").ljust(64, b"\x00") + struct.pack("<H62x", 2 * len(name) + 2)
        for name in ("Root Entry", *streams)
    )
    return (_OLE + bytes(504)) + entries.ljust(4096, b"\x00")


def _open_document(kind: str) -> bytes:
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": b"<office/>"})


def _office(folder: str, main: str) -> bytes:
    return packed({CONTENT_TYPES: b"<Types/>", "_rels/.rels": b"<Relationships/>", f"{folder}/{main}": b"<x/>"})


def _binary_workbook() -> bytes:
    parts = parts_of(filled())
    del parts[WORKBOOK]
    return packed({**parts, "xl/workbook.bin": b"\x83\x01\x00"})


def _noise(size: int) -> bytes:
    return b"\x00" + random.Random(2).randbytes(size)


_XML_2003 = (
    b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)

FILES: tuple[HostileFile, ...] = (
    refused("empty file", "F01", lambda: b""),
    refused("a file of blanks", "F01", lambda: b" \r\n" * 500),
    refused("a file of zeros, as a broken disk leaves it", "F01", lambda: bytes(60_000)),
    refused("csv renamed", "F02", lambda: b"\xef\xbb\xbfQuestion,Answer\r\nBasic pay,10.20\r\n"),
    refused("csv with semicolons in UTF-16", "F02", lambda: "Question;Answer\r\nPay;10\r\n".encode("utf-16")),
    refused("plain text renamed", "F02", lambda: b"I will send it next week\n"),
    refused("pdf renamed", "F02", lambda: b"%PDF-1.7\n" + _noise(2_000)),
    refused("photo of a printed return", "F02", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + _noise(2_000)),
    refused("screenshot", "F02", lambda: b"\x89PNG\r\n\x1a\n" + _noise(2_000)),
    refused("web page saved as .xls", "F02", lambda: b"<html><body><table><tr><td>1</td></tr></table></body></html>"),
    refused("web shortcut", "F02", lambda: b"[InternetShortcut]\r\nURL=https://example.org/\r\n"),
    refused("email saved from Outlook", "F02", lambda: _old_office("__nameid_version1.0", "__properties_version1.0")),
    refused("rich text document", "F02", lambda: b"{\\rtf1\\ansi hello}"),
    refused("noise", "F02", lambda: _noise(5_000)),
    refused("Word document", "F02", lambda: _office("word", "document.xml")),
    refused("PowerPoint presentation", "F02", lambda: _office("ppt", "presentation.xml")),
    refused("old Word document", "F02", lambda: _old_office("WordDocument", "1Table")),
    refused("zip folder of photos", "F02", lambda: packed({"photo.jpg": _noise(500)})),
    refused("zip folder with the workbook inside", "F02", lambda: packed({"Return 2026.xlsx": filled()})),
    refused("empty zip folder", "F02", lambda: packed({})),
    refused("workbook behind a stranger's first bytes", "F02", lambda: b"%PDF-1.4\n" + filled()),
    refused("XML spreadsheet 2003", "F02", lambda: _XML_2003),
    refused("password", "F03", lambda: _old_office("DataSpaces", "EncryptionInfo", "EncryptedPackage")),
    refused("restricted by rights management", "F03", lambda: _old_office("\tDRMContent", "Workbook")),
    refused(".xls", "F04", lambda: _old_office("Workbook", "SummaryInformation")),
    refused(".xls of Excel 5", "F04", lambda: _old_office("Book")),
    refused(".xls of Excel 4", "F04", lambda: b"\x09\x04\x06\x00\x00\x04\x10\x00" + _noise(200)),
    refused(".xlsb", "F05", _binary_workbook),
    refused(".ods", "F06", lambda: _open_document("spreadsheet")),
    refused("OpenDocument text", "F02", lambda: _open_document("text")),
    refused("Apple Numbers", "F06", lambda: packed({"Index/Document.iwa": b"\x00", "Metadata/Properties.plist": b""})),
    refused("11 MB", "F07", lambda: filled() + _noise(11 * 1024 * 1024)),
)
