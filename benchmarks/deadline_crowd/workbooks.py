"""One workbook made another location's by its id alone, which stands among the shared strings."""

import io
import zipfile

# The location for which the workbooks that all others are made of are written: an id as long as theirs.
FIRST = "1-500000000"
STRINGS = "xl/sharedStrings.xml"


def location_id(number: int) -> str:
    return f"1-5{number:08}"


def for_location(workbook: bytes, of: str) -> bytes:
    """Return the workbook as if it had been filled for this location."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            data = old.read(each)
            new.writestr(each, data.replace(FIRST.encode(), of.encode()) if each.filename == STRINGS else data)
    return made.getvalue()
