"""A part that is searched in its text says what it says to the parser, tag by tag, however it was written."""

import re
from collections.abc import Callable
from random import Random
from unittest import mock

import pytest

from costing.forms import CURRENT, FORMS
from costing.reader import read_workbook
from costing.reader.raw_return import RawReturn, Unreadable
from costing.synthetic import invented_market
from costing.tests.hostile.craft import STRINGS, STYLES, WORKBOOK, filled, packed, parts_of
from costing.tests.hostile.expectation import HostileFile, mostly_proof
from costing.tests.hostile_files import FILES
from costing.workbook import write_workbook
from spreadsheets import book_listing, number_formats, shared_strings, sheet_search
from spreadsheets.usual_part import Unusual

Change = Callable[[str, Random], str]
SEARCHING = (sheet_search, book_listing, shared_strings, number_formats)


def tag_by_tag(data: bytes) -> RawReturn | Unreadable:
    """Read as if every part were written in an unusual way."""
    patches = [mock.patch.object(module, "usual_part", side_effect=Unusual) for module in SEARCHING]
    for patch in patches:
        patch.start()
    try:
        return read_workbook(data, FORMS)
    finally:
        for patch in patches:
            patch.stop()


def test_a_return_of_ours_is_searched_and_never_read_twice():
    with (
        mock.patch.object(sheet_search, "scan_sheet", side_effect=AssertionError),
        mock.patch.object(shared_strings, "shared_strings", side_effect=AssertionError),
        mock.patch.object(book_listing, "parsed_listing", side_effect=AssertionError),
        mock.patch.object(number_formats, "parsed_formats", side_effect=AssertionError),
    ):
        read = read_workbook(filled(), FORMS)
    assert read == tag_by_tag(filled())


@pytest.mark.parametrize("many", [40, pytest.param(3_000, marks=pytest.mark.proof)])
def test_parts_written_in_other_ways_are_read_the_same(many: int):
    chance, read = Random(many), 0
    for _ in range(many):
        data = rewritten(filled(), chance)
        result = read_workbook(data, FORMS)
        assert result == tag_by_tag(data)
        read += isinstance(result, RawReturn)
    assert many / 4 < read < many


@pytest.mark.parametrize("many", [1, pytest.param(100, marks=pytest.mark.proof)])
@pytest.mark.parametrize("service", sorted(CURRENT))
def test_random_returns_are_read_the_same(service: str, many: int):
    for answers in invented_market(service, many, seed=15):
        data = write_workbook(CURRENT[service], prefilled=answers)
        assert read_workbook(data, FORMS) == tag_by_tag(data)


@pytest.mark.parametrize("file", mostly_proof(FILES), ids=lambda file: file.name)
@pytest.mark.nightly
def test_hostile_files_are_judged_the_same(file: HostileFile):
    data = file.build()
    assert read_workbook(data, FORMS) == tag_by_tag(data)


def rewritten(data: bytes, chance: Random) -> bytes:
    """Return the workbook with one to three of its parts written in another way, or wrongly."""
    parts = parts_of(data)
    sheets = [name for name in parts if name.startswith("xl/worksheets/sheet")]
    for _ in range(chance.randint(1, 3)):
        sheet, other = chance.choice(sheets), chance.choice((STRINGS, STYLES, WORKBOOK))
        kinds = (
            (sheet, SHEET),
            (sheet, SHEET),
            (sheet, ANY),
            (other, ANY),
            (other, OTHERS[other]),
            (other, OTHERS[other]),
        )
        part, changes = chance.choice(kinds)
        written = chance.choice(changes)(parts[part].decode("utf-8", "surrogateescape"), chance)
        parts[part] = written.encode("utf-8", "surrogateescape")
    return packed(parts)


def put(pattern: str, new: str) -> Change:
    """Return a change of one place, any that fits the pattern."""

    def change(part: str, chance: Random) -> str:
        places = list(re.finditer(pattern, part))
        if not places:
            return part
        place = chance.choice(places)
        return part[: place.start()] + place.expand(new) + part[place.end() :]

    return change


def replaced(old: str, new: str) -> Change:
    return lambda part, _: part.replace(old, new)


def cut(part: str, chance: Random) -> str:
    return part[: chance.randrange(len(part))]


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELL = r'<c r="([CF]\d+)"( s="\d+")?( t="\w+")?(/>|>.*?</c>)'
ANY: tuple[Change, ...] = (
    cut,
    put("(?<=>)(?=<)", "<!-- c -->"),
    put("(?<=>)(?=<)", "<?p i?>"),
    put("(?<=>)(?=<)", "\n "),
    put("(?<=>)(?=<)", '<x xmlns=""/>'),
    put("(?<=>)(?=<)", f'<x:c r="C6" xmlns:x="{MAIN}"><x:v>1</x:v></x:c>'),
    put("(?<=>)(?=<)", '<o:c r="C6" xmlns:o="urn:o"><o:v>1</o:v></o:c>'),
    put("(?<=>)(?=<)", '<c r="C6"><v>7</v></c>'),
    put("(?<=>)(?=<)", "&nothing;"),
    put(r"(?<=standalone=\"yes\"\?>)", "<!DOCTYPE x>"),
    replaced("UTF-8", "ISO-8859-1"),
    replaced("UTF-8", "us-ascii"),
    replaced(' encoding="UTF-8"', ""),
    replaced('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', "\ufeff"),
    replaced(f'xmlns="{MAIN}"', f"xmlns='{MAIN}'"),
    replaced(f'xmlns="{MAIN}"', 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'),
    replaced(f'xmlns="{MAIN}"', 'xmlns="urn:other"'),
    replaced(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"'),
)
SHEET: tuple[Change, ...] = (
    *(put(CELL, rf'<c r="\1"\2{kind}>{inside}</c>') for kind in ("", ' t="str"', ' t="inlineStr"', ' t="s"', ' t="b"')
      for inside in ("<v>1</v>", "<v/>", "<v></v>", "", "<f>1+1</f><v>2</v>", "<f t='shared' si='0'/><v>2</v>",
                     '<f t="shared" si="0"/><v>2</v>', "<v>2</v><f>1+1</f>", "<is><t>a &amp; b</t></is>",
                     "<is><r><t>a</t></r><r><t>b</t></r></is>", "<v>&#49;</v>", "<v><![CDATA[1]]></v>",
                     '<v xml:space="preserve"> 1</v>', "<v>1\r\n2</v>", "<is><t>&lt;b&gt;&quot;&apos;&amp;lt;</t></is>",
                     "/><v>3</v>", "<v>9</v>/>", "<v>1</v><v>2</v>", '<c r="C6"/>')),
    put(CELL, r'<c s="1" r="\1"><v>4</v></c>'),
    put(CELL, r'<c r="\1" t="n" s="2"><v>4</v></c>'),
    put(CELL, r'<c  r="\1"><v>4</v></c>'),
    put(CELL, r"<c r='\1'><v>4</v></c>"),
    put(CELL, r"<c><v>4</v></c>"),
    put(CELL, r'\g<0><c r="\1"><v>5</v></c>'),
    put(CELL, r'<c r="\1" cm="1"><v>6</v></c>'),
    put(CELL, ""),
    put(r'<row r="(\d+)"', r'<row hidden="1" r="\1"'),
    put(r'<row r="(\d+)"', r'<row r="\1" hidden="1"'),
    put(r'<row r="(\d+)"', r'<row r="x"'),
    put(r'<row r="(\d+)"', r"<row"),
    put("<sheetData>", '<sheetData foo="1">'),
    put("<sheetData>", '<mergeCells><mergeCell ref="C6:D6"/></mergeCells><sheetData>'),
    put("</sheetData>", '</sheetData><sheetData><row r="6"><c r="C6"><v>8</v></c></row></sheetData>'),
    put("</sheetData>", '</sheetData><mergeCells><mergeCell ref="B6:D7"/><mergeCell ref="A1:B2"/></mergeCells>'),
    put("</sheetData>", '</sheetData><mergeCells><mergeCell a="" ref="B8:C8"/></mergeCells>'),
    put("</sheetData>", '</sheetData><mergeCells><mergeCell ref="b8:c8"/></mergeCells>'),
    put("</sheetData>", '</sheetData><row r="99"><c r="C6"/></row>'),
    put("</worksheet>", '<c r="C6"><v>9</v></c><mergeCell ref="B6:C6"/></worksheet>'),
    put("</row>", '</row><pageMargins left="1"/>'),
    put("</row>", "</row><dataValidations/>"),
    put("<cols>", '<cols><col min="3" max="3" hidden="1"/>'),
    put("</cols>", '</cols><c r="C6"><v>1</v></c>'),
)  # fmt: skip
TEXTS: tuple[Change, ...] = (
    put("<si><t>.*?</t></si>", "<si/>"),
    put("<si><t>.*?</t></si>", "<si><t/></si>"),
    put("<si><t>.*?</t></si>", "<si><r><t>a</t></r><rPh><t>b</t></rPh></si>"),
    put("<si><t>.*?</t></si>", '<si><t xml:space="preserve"> _x0041_&amp;&lt; </t></si>'),
    put("<si><t>.*?</t></si>", "<si><t>&#x41;</t></si>"),
    put("<si><t>.*?</t></si>", "<si><x><si><t>in</t></si></x></si>"),
    put("<si><t>.*?</t></si>", "<si ><t>a</t></si>"),
    put("<si><t>.*?</t></si>", "<si><t>a\r\nb</t></si>"),
    put("<si><t>.*?</t></si>", ""),
)
STYLE: tuple[Change, ...] = (
    put(r'<xf numFmtId="\d+"', '<xf numFmtId="14"'),
    put(r'<xf numFmtId="(\d+)" fontId="(\d+)"', r'<xf fontId="\2" numFmtId="\1"'),
    put(r'<xf numFmtId="\d+"', "<xf"),
    put(r'<xf numFmtId="\d+"', '<xf numFmtId="x"'),
    put(r'formatCode="[^"]*"', 'formatCode="0.0%&quot;d&quot;"'),
    put(r'formatCode="[^"]*"', 'formatCode="d/m&#47;yy"'),
    put(r"<numFmt ", '<numFmt a="" '),
    put("<cellStyles", "<xf/><cellStyles"),
    put("<cellXfs", "<cellXfs/><cellXfs"),
    put("</cellXfs>", '</cellXfs><numFmt numFmtId="164" formatCode="d"/>'),
)
NAME = r'<definedName name="(\w+)">([^<]*)</definedName>'
BOOK: tuple[Change, ...] = (
    put(NAME, ""),
    put(NAME, r'\g<0><definedName name="\1" localSheetId="1">Result!$C$5</definedName>'),
    put(NAME, r'\g<0><definedName name="\1">Result!$C$5</definedName>'),
    put(NAME, r'<definedName hidden="0" name="\1">\2</definedName>'),
    put(NAME, r"<definedName name='\1'>\2</definedName>"),
    put(NAME, r'<definedName name="\1" comment="a>b">\2</definedName>'),
    put(NAME, r"<definedName name=\"\1\" comment=' localSheetId=\"1\"'>\2</definedName>"),
    put(NAME, r'<definedName name="\1">=\2</definedName>'),
    put(NAME, r'<definedName name="\1">&apos;About the branch&apos;!$C$8</definedName>'),
    put(NAME, r"<definedName name=\"\1\">'about the BRANCH'!$C$8:$C$8</definedName>"),
    put(NAME, r'<definedName name="\1">[1]Other!$C$8</definedName>'),
    put(NAME, r'<definedName name="\1">#REF!</definedName>'),
    put(NAME, r'<definedName name="\1"/>'),
    put("</definedNames>", '</definedNames><workbookPr date1904="1"/>'),
    put("</definedNames>", '</definedNames><sheet name="Late" sheetId="77" r:id="rId2"/>'),
    put("</definedNames>", '</definedNames><definedName name="careworkers">Result!$C$5</definedName>'),
    put("<definedNames>", '<definedName name="careworkers">Result!$C$5</definedName><definedNames>'),
    put("<workbookPr", '<workbookPr date1904="true"'),
    replaced("<definedNames>", "<definedNames >"),
)
OTHERS = {STRINGS: TEXTS, STYLES: STYLE, WORKBOOK: BOOK}
