"""Tricks with the XML inside a workbook, and ways of writing it that are rare but right."""

import random
import re
from collections.abc import Mapping
from string import ascii_lowercase

from costing.tests.hostile.craft import (
    CONTENT_TYPES,
    FORM,
    STRINGS,
    STYLES,
    WORKBOOK,
    WORKBOOK_LINKS,
    address,
    edited,
    filled,
    packed,
    part_of,
    parts_of,
    rewritten,
    sheet_part,
    with_cell,
    with_new_sheet,
    with_parts,
    with_sheet_end,
    worksheet,
)
from costing.tests.hostile.expectation import (
    EMPTY,
    NUMBER,
    TEXT,
    HostileFile,
    accepted,
    asked,
    refused,
    unknown,
)

_SHEET = part_of("basic_pay_rate")
_PAY = {"basic_pay_rate": (NUMBER, "10.2")}
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))


def _with_document_type(declaration: str, entity: str = "") -> bytes:
    def change(sheet: str) -> str:
        start = sheet.index("<worksheet")
        body = sheet[start:].replace("<v>10.2</v>", f"<v>{entity}</v>" if entity else "<v>10.2</v>", 1)
        return f"{sheet[:start]}<!DOCTYPE worksheet {declaration}>{body}"

    return rewritten(_SHEET, change)


def _nested(depth: int) -> bytes:
    return with_sheet_end("Careworker pay", "<extLst>" + "<a>" * depth + "</a>" * depth + "</extLst>")


def _deep() -> bytes:
    """Return tags of many names, so that the part does not pack so well as to be refused for that."""
    tags = random.Random(2).choices([f"<{letter}>" for letter in ascii_lowercase], k=3_000_000)
    return with_sheet_end("Careworker pay", "".join(tags))


def _long_text() -> str:
    return f"<is><t>{' '.join(map(str, range(1_500_000)))}</t></is>"


def _encoded(encoding: str, declared: str, *, mark: bytes = b"") -> bytes:
    def encode(content: bytes) -> bytes:
        text = content.decode().replace('encoding="UTF-8"', f'encoding="{declared}"')
        return mark + text.encode(encoding, "xmlcharrefreplace")

    parts = parts_of(filled())
    return packed({name: encode(content) if name.startswith("xl/") else content for name, content in parts.items()})


def _with_prefix() -> bytes:
    """Return every element of the main namespace as <x:…>, as some programs write."""

    def prefix(content: bytes) -> bytes:
        text = content.decode().replace(f'xmlns="{_MAIN}"', f'xmlns:x="{_MAIN}"')
        return re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", text).encode()

    wanted = re.compile(r"xl/(workbook|styles|sharedStrings|worksheets/.*)\.xml")
    return packed({name: prefix(part) if wanted.fullmatch(name) else part for name, part in parts_of(filled()).items()})


def _strict() -> bytes:
    """Return the strict edition of the format: other namespaces throughout."""
    changes = {
        _MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }

    def change(content: bytes) -> bytes:
        for old, new in changes.items():
            content = content.replace(old.encode(), new.encode())
        return content

    return packed({name: change(content) for name, content in parts_of(filled()).items()})


def _without_addresses(pattern: str) -> bytes:
    """Return it without addresses: programs may leave out where rows and cells stand, as long as none is skipped."""

    def change(sheet: str) -> str:
        rows = [_dense(row) for row in re.findall(r"<row [^>]*/>|<row .*?</row>", sheet)]
        cells = "".join(re.sub(pattern, r"<\1", row) for row in rows)
        return re.sub(r"<sheetData>.*</sheetData>", lambda _: f"<sheetData>{cells}</sheetData>", sheet)

    return rewritten(_SHEET, change)


def _dense(row: str) -> str:
    """Return a row with blank cells in its gaps, columns A to G."""
    cells = {match[1]: match[0] for match in re.finditer(r'<c r="([A-Z]+)\d+".*?(?:/>|</c>)', row)}
    start = re.match(r"<row [^>]*?(?=/?>)", row)
    assert start
    return f"{start[0]}>{''.join(cells.get(column, '<c/>') for column in 'ABCDEFG')}</row>"


def _backwards() -> bytes:
    def change(sheet: str) -> str:
        rows = re.findall(r"<row [^>]*/>|<row .*?</row>", sheet)
        return re.sub(r"<sheetData>.*</sheetData>", lambda _: f"<sheetData>{''.join(rows[::-1])}</sheetData>", sheet)

    return rewritten(_SHEET, change)


def _many_strings(count: int) -> bytes:
    more = "".join(f"<si><t>{number}</t></si>" for number in range(count))
    return edited(STRINGS, "</sst>", f"{more}</sst>")


def _wide_attribute() -> bytes:
    """Return an attribute of 20 MB that packs well, among noise that keeps the ratio down."""
    value = "".join(f"{number:x}" for number in range(3_400_000))
    return edited(_SHEET, "<sheetData>", f'<sheetData a="{value}">')


def _book(first: str, data: bytes | None = None) -> bytes:
    return edited(_SHEET, '<c r="A6"', f'{first}<c r="A6"', data)


def _formatted_blanks() -> bytes:
    """Return what formatting columns by hand leaves: a hundred thousand rows of cells with nothing in them."""
    rows = "".join(
        f'<row r="{row}">{"".join(f"""<c r="{column}{row}" s="3"/>""" for column in "ABCDEFG")}</row>'
        for row in range(100, 60_000)
    )
    return edited(_SHEET, "</sheetData>", f"{rows}</sheetData>")


def _pointing(target: str) -> bytes:
    """Return a workbook whose sheet of pay is said to be somewhere else."""
    name = _SHEET.rpartition("/")[2]
    return edited(WORKBOOK_LINKS, f'Target="worksheets/{name}"', f'Target="{target}"')


def _pay_keys() -> frozenset[str]:
    return frozenset(question.key for question in FORM.questions_on("Careworker pay"))


def _chart_only(parts: Mapping[str, bytes]) -> bytes:
    """Return a workbook in which every sheet is a chart."""
    links = re.sub(rb"relationships/worksheet\"", b'relationships/chartsheet"', parts[WORKBOOK_LINKS])
    return packed({**parts, WORKBOOK_LINKS: links})


def _add_in(parts: Mapping[str, bytes]) -> bytes:
    links = re.sub(rb"relationships/worksheet\"", b'relationships/xlMacrosheet"', parts[WORKBOOK_LINKS])
    return packed({**parts, WORKBOOK_LINKS: links})


_CHART_SHEET = f'<chartsheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"/></sheetViews></chartsheet>'

FILES: tuple[HostileFile, ...] = (
    refused("billion laughs", "F10", lambda: _with_document_type(f'[<!ENTITY l0 "lol">{_LAUGHS}]', "&l9;")),
    refused("external entity", "F10", lambda: _with_document_type('[<!ENTITY x SYSTEM "file:///etc/passwd">]', "&x;")),
    refused("external document type", "F10", lambda: _with_document_type('SYSTEM "https://example.org/x.dtd"')),
    refused("parameter entity", "F10", lambda: _with_document_type('[<!ENTITY % x "y"> %x;]')),
    refused(
        "entity in the shared texts", "F10", lambda: rewritten(STRINGS, lambda s: s.replace("<sst", "<!DOCTYPE s><sst"))
    ),
    refused("nested three million deep", "F13", _deep),
    accepted("nested 50,000 deep, behind the cells", lambda: _nested(50_000), _PAY),
    refused("an attribute of 20 MB", "F13", _wide_attribute),
    refused("a million shared texts", "F13", lambda: _many_strings(1_000_000)),
    accepted("a hundred thousand shared texts", lambda: _many_strings(100_000), _PAY),
    refused(
        "a 10 MB text as an answer",
        "F13",
        lambda: with_cell("branch_name", _long_text(), "inlineStr"),
    ),
    accepted(
        "a 10 MB text where nobody looks",
        lambda: _book(f'<c r="Z4" t="inlineStr">{_long_text()}</c>'),
        _PAY,
    ),
    accepted(
        "far cell XFD1048576",
        lambda: edited(_SHEET, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        _PAY,
    ),
    accepted(
        "a cell beyond the last one there can be",
        lambda: edited(_SHEET, "</sheetData>", '<row r="99999999"><c r="ZZZZ99999999"><v>1</v></c></row></sheetData>'),
        _PAY,
    ),
    accepted(
        "false dimension, too small",
        lambda: rewritten(_SHEET, lambda s: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', s)),
        _PAY,
    ),
    accepted(
        "false dimension, the whole sheet",
        lambda: rewritten(_SHEET, lambda s: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"', s)),
        _PAY,
    ),
    accepted("formatted blank columns", _formatted_blanks, _PAY),
    refused("number of a shared text out of range", "F08", lambda: with_cell("branch_name", "<v>99999</v>", "s")),
    refused("number of a shared text is none", "F08", lambda: with_cell("branch_name", "<v>-1</v>", "s")),
    refused("missing shared texts", "F08", lambda: with_parts({STRINGS: None})),
    accepted("missing styles", lambda: with_parts({STYLES: None}), _PAY),
    refused("missing list of relationships", "F08", lambda: with_parts({"_rels/.rels": None})),
    refused("missing relationships of the workbook", "F08", lambda: with_parts({WORKBOOK_LINKS: None})),
    refused("missing list of content types", "F08", lambda: with_parts({CONTENT_TYPES: None})),
    refused("missing workbook part", "F08", lambda: with_parts({WORKBOOK: None})),
    refused("missing sheet", "F08", lambda: with_parts({_SHEET: None})),
    asked("a sheet that points outside the file", lambda: _pointing("../../../etc/passwd"), "R03", missing=_pay_keys()),
    accepted("relationships from the root", lambda: _pointing(f"/{_SHEET}"), _PAY),
    accepted("relationships by a detour", lambda: _pointing(f"../xl/./worksheets/{_SHEET.rpartition('/')[2]}"), _PAY),
    refused("a sheet that is another kind of part", "F08", lambda: _pointing("styles.xml")),
    refused("no worksheet, only charts", "F12", lambda: _chart_only(parts_of(filled()))),
    refused("only macro sheets", "F16", lambda: _add_in(parts_of(filled()))),
    refused("sheet breaks off in the middle", "F08", lambda: rewritten(_SHEET, lambda s: s[: len(s) // 2])),
    refused("sheet breaks off behind the cells", "F08", lambda: rewritten(_SHEET, lambda s: s[:-20])),
    refused("tags that do not match", "F08", lambda: edited(_SHEET, "<v>10.2</v>", "<v>10.2</w>")),
    refused("control characters", "F08", lambda: with_cell("branch_name", "<is><t>a\x07b</t></is>", "inlineStr")),
    refused("bytes that are no text", "F08", lambda: edited(_SHEET, b"<v>10.2</v>", b"<v>\xff\xfe</v>")),
    refused("unknown encoding", "F08", lambda: edited(_SHEET, 'encoding="UTF-8"', 'encoding="utf-7"')),
    refused("a cell inside a cell", "F08", lambda: with_cell("basic_pay_rate", '<c r="C6"><v>1</v></c><v>10.2</v>')),
    refused(
        "the same cell twice",
        "F11",
        lambda: edited(
            _SHEET, "</sheetData>", f'<row r="90"><c r="{address("basic_pay_rate")}"><v>9</v></c></row></sheetData>'
        ),
    ),
    refused("two sheets of the same name", "F11", lambda: edited(WORKBOOK, 'name="Workings"', 'name="careworker PAY"')),
    accepted("UTF-16", lambda: _encoded("utf-16", "UTF-16"), _PAY),
    accepted("byte order mark", lambda: _encoded("utf-8", "UTF-8", mark=b"\xef\xbb\xbf"), _PAY),
    accepted("Latin 1", lambda: _encoded("latin-1", "ISO-8859-1"), _PAY),
    accepted("another prefix", _with_prefix, _PAY),
    accepted("strict edition of the format", _strict, _PAY),
    accepted("cells without addresses", lambda: _without_addresses(r'<(c) r="[A-Z]+\d+"'), _PAY),
    accepted("rows and cells without addresses", lambda: _without_addresses(r'<(c|row) r="[A-Z]*\d+"'), _PAY),
    accepted("rows in the wrong order", _backwards, _PAY),
    accepted(
        "remarks between the tags", lambda: edited(_SHEET, "<v>10.2</v>", "<!-- pay --><v>10<!-- . -->.2</v>"), _PAY
    ),
    accepted(
        "text in CDATA",
        lambda: with_cell("branch_name", "<is><t><![CDATA[A & B]]></t></is>", "inlineStr"),
        {"branch_name": (TEXT, "A & B")},
    ),
    accepted("a sheet without cells", lambda: with_new_sheet("Notes", worksheet("")), _PAY),
    accepted("a chart sheet", lambda: with_new_sheet("Chart", _CHART_SHEET, kind="chartsheet"), _PAY),
    accepted("external links", lambda: with_parts({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}), _PAY),
    accepted(
        "comments",
        lambda: with_parts({"xl/comments1.xml": b"<comments/>", "xl/drawings/vmlDrawing1.vml": b"<xml><br></xml>"}),
        _PAY,
    ),
    accepted("pivot caches", lambda: with_parts({"xl/pivotCache/pivotCacheRecords1.xml": b"<x/>"}), _PAY),
    accepted("pasted images", lambda: with_parts({"xl/media/image1.png": bytes(range(256)) * 4_000}), _PAY),
    accepted(
        "macros (.xlsm)",
        lambda: with_parts(
            {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
            edited(
                CONTENT_TYPES,
                "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                "vnd.ms-excel.sheet.macroEnabled.main+xml",
            ),
        ),
        _PAY,
    ),
    accepted(
        "protected workbook structure",
        lambda: edited(WORKBOOK, "<bookViews>", '<workbookProtection lockStructure="1"/><bookViews>'),
        _PAY,
    ),
    unknown(
        "a workbook part that is a sheet of nothing",
        lambda: packed({**parts_of(filled()), sheet_part("Form and rates"): worksheet("").encode()}),
    ),
    asked(
        "a required sheet emptied",
        lambda: with_parts({_SHEET: worksheet("").encode()}),
        "R03",
        {"basic_pay_rate": (EMPTY, "")},
    ),
)
