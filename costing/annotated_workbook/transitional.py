"""Turn a workbook in the strict form of the standard (ISO 29500) into the usual one, the only one openpyxl reads."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMESPACE = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z]+)/([A-Za-z/]+)")
_CALLED = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}


def transitional(data: bytes) -> bytes:
    """Return the workbook with the usual namespaces; one that has them already as it is."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {item: archive.read(item) for item in archive.infolist()}
    if not any(_STRICT in content for item, content in parts.items() if item.filename.endswith((".xml", ".rels"))):
        return data
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for item, content in parts.items():
            archive.writestr(item.filename, _NAMESPACE.sub(_usual, content))
    return buffer.getvalue()


def _usual(match: re.Match[bytes]) -> bytes:
    family, name = match[1], match[2]
    return b"http://schemas.openxmlformats.org/" + family + b"/2006/" + _CALLED.get(name, name)
