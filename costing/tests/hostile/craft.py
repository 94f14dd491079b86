"""Test support: take a filled workbook apart, change a piece of it, and pack it again."""

import json
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from costing.forms import CURRENT
from costing.workbook import write_workbook
from costing.workbook.layout import INPUT, places

FORM = CURRENT["homecare"]
_EXAMPLE = Path(__file__).parent.parent / "examples" / "homecare_1.json"

CONTENT_TYPES = "[Content_Types].xml"
WORKBOOK = "xl/workbook.xml"
WORKBOOK_LINKS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"

Parts = dict[str, bytes]


@cache
def answers() -> Mapping[str, str]:
    given: dict[str, str] = json.loads(_EXAMPLE.read_text(encoding="utf-8"))["answers"]
    return given


@cache
def filled() -> bytes:
    """Return the workbook of a return that nothing is wrong with."""
    return write_workbook(FORM, exercise="an-exercise", prefilled=answers())


@cache
def blank() -> bytes:
    return write_workbook(FORM)


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def with_parts(changed: Mapping[str, bytes | None], data: bytes | None = None) -> bytes:
    """Return the filled workbook with parts put in, or taken out if they are None."""
    parts = parts_of(data or filled())
    for name, content in changed.items():
        if content is None:
            del parts[name]
        else:
            parts[name] = content
    return packed(parts)


def edited(part: str, old: str | bytes, new: str | bytes, data: bytes | None = None) -> bytes:
    """Return the filled workbook with a text of a part replaced wherever it stands; it must stand there."""
    content = parts_of(data or filled())[part]
    old, new = (text.encode() if isinstance(text, str) else text for text in (old, new))
    assert old in content, f"{old!r} is not in {part}"
    return with_parts({part: content.replace(old, new)}, data)


def rewritten(part: str, change: Callable[[str], str], data: bytes | None = None) -> bytes:
    """Return the filled workbook with a part changed by a function, which must change it."""
    content = parts_of(data or filled())[part].decode()
    changed = change(content)
    assert changed != content, f"{part} was not changed"
    return with_parts({part: changed.encode()}, data)


def sheet_part(title: str, data: bytes | None = None) -> str:
    parts = parts_of(data or filled())
    sheet = re.search(rf'<sheet name="{re.escape(title)}"[^>]*r:id="(\w+)"', parts[WORKBOOK].decode())
    assert sheet, f"no sheet {title!r}"
    link = re.search(rf'Id="{sheet[1]}"[^>]*Target="([^"]+)"', parts[WORKBOOK_LINKS].decode())
    assert link
    return f"xl/{link[1]}"


def address(key: str) -> str:
    return places(FORM)[key].address(INPUT)


def part_of(key: str) -> str:
    return sheet_part(places(FORM)[key].sheet)


def cell_pattern(key: str) -> str:
    return rf'<c r="{address(key)}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'


def with_cell(key: str, inside: str, type_: str = "", *, style: str = "", data: bytes | None = None) -> bytes:
    """Return the filled workbook with one answer's cell written as XML: its type and what stands inside."""

    def change(sheet: str) -> str:
        match = re.search(cell_pattern(key), sheet)
        assert match, f"no cell for {key}"
        kind = f' t="{type_}"' if type_ else ""
        looks = f' s="{style}"' if style else match[1] or ""
        return sheet.replace(match[0], f'<c r="{address(key)}"{looks}{kind}>{inside}</c>')

    return rewritten(part_of(key), change, data)


def with_text(key: str, text: str, data: bytes | None = None) -> bytes:
    """Return the filled workbook with a text cell as a person types it; the text is XML."""
    return with_cell(key, f'<is><t xml:space="preserve">{text}</t></is>', "inlineStr", data=data)


def with_name(name: str, reference: str | None, data: bytes | None = None) -> bytes:
    """Return it with a defined name that points elsewhere, or is gone if ``reference`` is None."""
    pattern = rf'<definedName name="{name}">[^<]*</definedName>'
    new = "" if reference is None else f'<definedName name="{name}">{reference}</definedName>'
    return rewritten(WORKBOOK, lambda book: re.sub(pattern, lambda _: new, book), data)


def without_names(data: bytes | None = None) -> bytes:
    return rewritten(WORKBOOK, lambda book: re.sub("<definedNames>.*</definedNames>", "", book), data)


def with_sheet_end(title: str, xml: str) -> bytes:
    """Return it with something put right behind the cells of a sheet."""
    return edited(sheet_part(title), "</sheetData>", f"</sheetData>{xml}")


def with_new_sheet(title: str, xml: str, data: bytes | None = None, kind: str = "worksheet", state: str = "") -> bytes:
    """Return it with one more sheet at the end; ``xml`` is its whole part."""
    looks = f' state="{state}"' if state else ""
    sheet = f'<sheet name="{title}" sheetId="99"{looks} r:id="rId99"/></sheets>'
    type_ = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + kind
    link = f'<Relationship Id="rId99" Type="{type_}" Target="{kind}s/sheet99.xml"/></Relationships>'
    content = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"
    override = f'<Override PartName="/xl/{kind}s/sheet99.xml" ContentType="{content}"/></Types>'
    data = edited(WORKBOOK, "</sheets>", sheet, data)
    data = edited(WORKBOOK_LINKS, "</Relationships>", link, data)
    data = edited(CONTENT_TYPES, "</Types>", override, data)
    return with_parts({f"xl/{kind}s/sheet99.xml": xml.encode()}, data)


def worksheet(rows: str, before: str = "", behind: str = "") -> str:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{namespace}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>'
