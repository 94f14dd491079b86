"""Recognise a file by its content, whatever its name says."""

import re

from spreadsheets.refusals import Cause, Refused

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL_STARTS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a photo (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"PK\x05\x06", "an empty zip folder"),
    (b"PK\x07\x08", "part of a split zip folder"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip folder"),
    (b"Rar!", "a RAR folder"),
    (b"\x1f\x8b", "a compressed (gzip) file"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "a shortcut, not the file it points to"),
    (b"[InternetShortcut]", "a web shortcut, not the file it points to"),
    (b"SQLite format 3", "a database"),
    (b"ID;P", "a SYLK file"),
    (b"<!DOCTYPE html", "a web page"),
    (b"<html", "a web page"),
    (b"From: ", "an email"),
    (b"Received: ", "an email"),
    (b"MIME-Version:", "a web page or an email"),
)

# What stands in the directory of an old Office file; the first to appear is the file's own.
_OLE_STREAMS: tuple[tuple[str, Cause, str], ...] = (
    ("EncryptedPackage", Cause.PASSWORD, "a file with a password"),
    ("EncryptionInfo", Cause.PASSWORD, "a file with a password"),
    ("DRMEncrypted", Cause.PASSWORD, "a restricted file"),
    ("\tDRMContent", Cause.PASSWORD, "a restricted file"),
    ("Workbook", Cause.OLD_EXCEL, "an Excel 97–2003 workbook"),
    ("Book", Cause.OLD_EXCEL, "an Excel 5.0/95 workbook"),
    ("WordDocument", Cause.NOT_A_WORKBOOK, "a Word document"),
    ("PowerPoint Document", Cause.NOT_A_WORKBOOK, "a PowerPoint presentation"),
    ("__nameid_version1.0", Cause.NOT_A_WORKBOOK, "an Outlook email"),
    ("__properties_version1.0", Cause.NOT_A_WORKBOOK, "an Outlook email"),
)

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def refuse_by_content(data: bytes) -> None:
    """Refuse everything that does not begin like a zip file, as every workbook we read does."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Refused(Cause.EMPTY, "an empty file" if not data else "a file of blanks")
    if data.startswith(ZIP):
        return
    if data.startswith(_OLE):
        _refuse_old_office(data)
    if data.startswith(_OLD_EXCEL_STARTS):
        raise Refused(Cause.OLD_EXCEL, "a very old Excel worksheet")
    raise Refused(Cause.NOT_A_WORKBOOK, _looks_like(data))


def _refuse_old_office(data: bytes) -> None:
    found = [(data.find((name + "\x00").encode("utf-16-le")), cause, read) for name, cause, read in _OLE_STREAMS]
    found = [each for each in found if each[0] >= 0]
    if not found:
        raise Refused(Cause.NOT_A_WORKBOOK, "an old Office file that is not a workbook")
    _, cause, read = min(found)
    raise Refused(cause, read)


def _looks_like(data: bytes) -> str:
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, words in _STARTS:
        if start[: len(signature)].lower() == signature.lower():
            return words
    if data[4:8] == b"ftyp":
        return "a photo or a video (HEIC, MP4)"
    if data[:4] == b"RIFF":
        return "a picture (WebP) or a sound"
    return _kind_of_text(data[:4096])


def _kind_of_text(data: bytes) -> str:
    if data.startswith(_UTF_16):
        data = data.replace(b"\x00", b"")[2:]
    if _BINARY.search(data):
        return "a file of a kind we do not know"
    text = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        return "an XML spreadsheet (2003)"
    if text.startswith(b"<"):
        return "a web page" if b"<table" in text.lower() or b"<html" in text.lower() else "an XML file"
    first_line = text.split(b"\n", 1)[0]
    if any(separator in first_line for separator in (b",", b";", b"\t")):
        return "a list of values (CSV)"
    return "plain text"
