"""A made-up return: a process that has read it once reads the next one faster."""

from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from costing.form import Form
from costing.reader.notes import note_name

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_FORMATS = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="14"/>' * 40
_STYLES = f"<cellXfs>{_FORMATS}</cellXfs>"
# As long as those beside a question of ours, which nobody reads.
_FORMULA = "IF(TRUE,IF(IFERROR(LEN(TRIM(question))=0,FALSE),0,1),2)" * 6
_IDENTITY_ROW = 900


def practice_return(form: Form, comment: str = "") -> bytes:
    """Return a workbook with all sheets, questions and notes of a form, in the columns of ours, as large as one.

    With a ``comment`` in its parts it is read as what few programs write.
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", _links({"office": ("officeDocument", "xl/workbook.xml")}))
        archive.writestr("xl/_rels/workbook.xml.rels", _links(_parts(form)))
        archive.writestr("xl/workbook.xml", _book(form, comment))
        for number, title in enumerate(form.sheets):
            archive.writestr(f"xl/sheet{number}.xml", _sheet(form, title, comment))
        told = [*(question.label for question in form.questions), *(question.help for question in form.questions)]
        texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in told)
        archive.writestr("xl/sharedStrings.xml", _part("sst", texts + comment))
        archive.writestr("xl/styles.xml", _part("styleSheet", f"{_STYLES}{comment}"))
    return buffer.getvalue()


def _sheet(form: Form, title: str, comment: str) -> str:
    rows = "".join(_row(row, form.order[question.key]) for row, question in enumerate(form.questions_on(title), 1))
    said = enumerate((form.service, form.version, ""), _IDENTITY_ROW) if title == form.sheets[0] else ()
    identity = "".join(
        f'<row r="{row}"><c r="C{row}" t="inlineStr"><is><t>{word}</t></is></c></row>' for row, word in said
    )
    return _part("worksheet", f"<sheetData>{rows}{identity}{comment}</sheetData>")


def _row(row: int, text: int) -> str:
    """Return a question's row: its mark and label, the answer, what is made of it, and the note."""
    return (
        f'<row r="{row}"><c r="A{row}" s="1" t="str"><f>{_FORMULA}</f><v>1</v></c>'
        f'<c r="B{row}" t="s"><v>{text}</v></c><c r="C{row}" s="1"><v>{row}.5</v></c>'
        f'<c r="E{row}" s="1"><f>{_FORMULA}</f><v>{row}.5</v></c><c r="F{row}" s="1" t="s"><v>{text}</v></c></row>'
    )


def _names(form: Form) -> Iterator[tuple[str, str]]:
    """Yield the defined names with the cells that they name."""
    for number, title in enumerate(form.sheets):
        for row, question in enumerate(form.questions_on(title), 1):
            yield question.key, f"Sheet{number}!$C${row}"
            yield note_name(question.key), f"Sheet{number}!$F${row}"
    for row, name in enumerate(("form_service", "form_version", "form_exercise"), _IDENTITY_ROW):
        yield name, f"Sheet0!$C${row}"


def _book(form: Form, comment: str) -> str:
    sheets = "".join(f'<sheet name="Sheet{n}" sheetId="{n + 1}" r:id="r{n}"/>' for n in range(len(form.sheets)))
    names = "".join(f'<definedName name="{name}">{cell}</definedName>' for name, cell in _names(form))
    return _part("workbook", f"<sheets>{sheets}</sheets><definedNames>{names}{comment}</definedNames>")


def _part(root: str, inside: str) -> str:
    return f'<{root} xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{inside}</{root}>'


def _parts(form: Form) -> dict[str, tuple[str, str]]:
    sheets = {f"r{n}": ("worksheet", f"sheet{n}.xml") for n in range(len(form.sheets))}
    return sheets | {kind: (kind, f"{kind}.xml") for kind in ("sharedStrings", "styles")}


def _links(parts: dict[str, tuple[str, str]]) -> str:
    links = (
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{part}"/>' for name, (kind, part) in parts.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(links)}</Relationships>'
