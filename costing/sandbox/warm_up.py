"""A made-up return: a process that has read it once reads the next one faster."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from costing.form import Form
from costing.reader.notes import note_name

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NOT_A_FORM = "practice"
_STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'


def practice_return(form: Form, comment: str = "") -> bytes:
    """Return one sheet with all questions and notes, in the columns of ours; it belongs to no form.

    So only its cells are read. With a ``comment`` in its parts it is read as what few programs write.
    """
    rows = "".join(
        f'<row r="{row}"><c r="B{row}" t="s"><v>{row - 1}</v></c><c r="C{row}" s="1"><v>{row}.5</v></c>'
        f'<c r="F{row}" s="1" t="s"><v>{row - 1}</v></c></row>'
        for row in range(1, len(form.questions) + 1)
    )
    identity = f'<row r="999"><c r="C999" t="inlineStr"><is><t>{_NOT_A_FORM}</t></is></c></row>'
    names = "".join(
        f'<definedName name="{name}">Sheet!${column}${row}</definedName>'
        for row, question in enumerate(form.questions, 1)
        for name, column in ((question.key, "C"), (note_name(question.key), "F"))
    )
    for name in ("form_service", "form_version", "form_exercise"):
        names += f'<definedName name="{name}">Sheet!$C$999</definedName>'
    texts = "".join(f"<si><t>{escape(question.label)}</t></si>" for question in form.questions)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", _links(officeDocument="xl/workbook.xml"))
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            _links(worksheet="sheet.xml", sharedStrings="sharedStrings.xml", styles="styles.xml"),
        )
        archive.writestr("xl/workbook.xml", _book(names + comment))
        archive.writestr("xl/sheet.xml", _part("worksheet", f"<sheetData>{rows}{identity}{comment}</sheetData>"))
        archive.writestr("xl/sharedStrings.xml", _part("sst", texts + comment))
        archive.writestr("xl/styles.xml", _part("styleSheet", f"{_STYLES}{comment}"))
    return buffer.getvalue()


def _part(root: str, inside: str) -> str:
    return f'<{root} xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{inside}</{root}>'


def _book(names: str) -> str:
    sheets = '<sheets><sheet name="Sheet" sheetId="1" r:id="worksheet"/></sheets>'
    return _part("workbook", f"{sheets}<definedNames>{names}</definedNames>")


def _links(**parts: str) -> str:
    links = (f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{part}"/>' for kind, part in parts.items())
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(links)}</Relationships>'
