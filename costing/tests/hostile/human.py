"""Workbooks as people and their programs change them."""

import re
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter

from costing.tests.hostile.craft import (
    FORM,
    STYLES,
    WORKBOOK,
    address,
    blank,
    edited,
    filled,
    part_of,
    parts_of,
    rewritten,
    sheet_part,
    with_cell,
    with_name,
    with_new_sheet,
    with_sheet_end,
    with_text,
    without_names,
    worksheet,
)
from costing.tests.hostile.expectation import (
    BOOLEAN,
    EMPTY,
    ERROR,
    NUMBER,
    TEXT,
    HostileFile,
    accepted,
    asked,
    unknown,
)
from costing.tests.libreoffice import convert

_SHEET = part_of("basic_pay_rate")
_PAY = {"basic_pay_rate": (NUMBER, "10.2")}
_ALL = frozenset(FORM.by_key)


def _keys_on(sheet: str) -> frozenset[str]:
    return frozenset(question.key for question in FORM.questions_on(sheet))


_ON_PAY = _keys_on("Careworker pay")
_ROW = int(address("basic_pay_rate")[1:])


def _formatted(key: str, code: str, value: str) -> bytes:
    """Return a number shown in a format of its own; the last style of the workbook is made for it."""
    data = rewritten(STYLES, lambda styles: _with_format(styles, code))
    styles = parts_of(data)[STYLES].decode()
    last = styles[styles.index("<cellXfs") : styles.index("</cellXfs>")].count("<xf ") - 1
    return with_cell(key, f"<v>{value}</v>", style=str(last), data=data)


def _with_format(styles: str, code: str) -> str:
    styles = re.sub(r"<numFmts[^>]*>", lambda match: f'{match[0]}<numFmt numFmtId="999" formatCode="{code}"/>', styles)
    return styles.replace("</cellXfs>", '<xf numFmtId="999" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>')


def _merged(area: str) -> bytes:
    return with_sheet_end("Careworker pay", f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>')


def _typed_in_the_label_column() -> bytes:
    """Return label and input merged, the answer in place of the label, the name still on the blank cell behind it."""
    data = _merged(f"B{_ROW}:C{_ROW}")
    data = with_cell("basic_pay_rate", "", data=data)
    return rewritten(
        _SHEET, lambda s: re.sub(rf'<c r="B{_ROW}"[^>]*>.*?</c>', f'<c r="B{_ROW}"><v>10.2</v></c>', s, count=1), data
    )


def _moved(rows: int, columns: int) -> bytes:
    """Return rows and columns inserted by a spreadsheet program, which moves cells and names alike."""

    def place(column: str, row: str) -> tuple[str, int]:
        return get_column_letter(column_index_from_string(column) + columns), int(row) + rows

    def cells(sheet: str) -> str:
        sheet = re.sub(r'<row r="(\d+)"', lambda match: f'<row r="{int(match[1]) + rows}"', sheet)
        return re.sub(r'<c r="([A-Z]+)(\d+)"', lambda match: '<c r="{}{}"'.format(*place(match[1], match[2])), sheet)

    def name(match: re.Match[str]) -> str:
        return "'Careworker pay'!${}${}<".format(*place(match[1], match[2]))

    data = rewritten(_SHEET, cells)
    return rewritten(WORKBOOK, lambda book: re.sub(r"'Careworker pay'!\$([A-Z])\$(\d+)<", name, book), data)


def _renamed(new: str, data: bytes | None = None) -> bytes:
    """Return a renamed sheet; the names follow, as they do in every spreadsheet program."""
    quoted = f"'{new.replace(chr(39), chr(39) * 2)}'!"
    data = edited(WORKBOOK, "'Careworker pay'!", quoted, data)
    return edited(WORKBOOK, 'name="Careworker pay"', f'name="{new}"', data)


def _renamed_without_names() -> bytes:
    return edited(WORKBOOK, 'name="Careworker pay"', 'name="Our wages"', without_names())


def _label_gone(times: int) -> bytes:
    """Return it without the name of basic pay, whose label stands there ``times`` times."""
    data = with_name("basic_pay_rate", None)
    if times == 2:
        copy = '<row r="80"><c r="B80" t="inlineStr"><is><t>Basic Pay *:</t></is></c><c r="C80"><v>3</v></c></row>'
        return edited(_SHEET, "</sheetData>", f"{copy}</sheetData>", data)
    return rewritten(_SHEET, lambda s: re.sub(rf'<c r="B{_ROW}"[^>]*>.*?</c>', "", s, count=1), data)


def _sheet_deleted(title: str) -> bytes:
    """Return it without a sheet: its names become #REF!, and some of its labels also stand on the sheet of results."""
    data = rewritten(WORKBOOK, lambda s: re.sub(rf"'{title}'!\$[A-Z]+\$\d+<", "#REF!<", s))
    return rewritten(WORKBOOK, lambda s: re.sub(rf'<sheet name="{title}"[^>]*/>', "", s), data)


def _sheet_names() -> bytes:
    """Return a copied sheet with names of its own; the workbook's own names count."""
    copy = worksheet(f'<row r="{_ROW}"><c r="C{_ROW}"><v>77</v></c></row>')
    data = with_new_sheet("Careworker pay (2)", copy)
    local = f'<definedName name="basic_pay_rate" localSheetId="13">\'Careworker pay (2)\'!$C${_ROW}</definedName>'
    return edited(WORKBOOK, "<definedNames>", f"<definedNames>{local}", data)


def _only_sheet_names() -> bytes:
    return edited(
        WORKBOOK, '<definedName name="basic_pay_rate">', '<definedName name="basic_pay_rate" localSheetId="4">'
    )


def _hidden_row() -> bytes:
    return edited(_SHEET, f'<row r="{_ROW}"', f'<row r="{_ROW}" hidden="1"')


def _hidden_column() -> bytes:
    return edited(_SHEET, '<col min="3" max="3"', '<col min="3" max="3" hidden="1"')


def _filtered() -> bytes:
    """Return a filter that hides rows; what stands in them still counts."""
    data = edited(_SHEET, "</sheetData>", '</sheetData><autoFilter ref="A4:G20"/>')
    return edited(_SHEET, f'<row r="{_ROW + 2}"', f'<row r="{_ROW + 2}" hidden="1"', data)


def _identity(name: str, value: str, data: bytes | None = None) -> bytes:
    part = sheet_part("Form and rates")
    row = {"service": 3, "version": 4}[name]
    return rewritten(
        part,
        lambda s: re.sub(
            rf'<c r="C{row}"( s="\d+")?[^>]*>.*?</c>', f'<c r="C{row}" t="inlineStr"><is><t>{value}</t></is></c>', s
        ),
        data,
    )


def _identity_without_names() -> bytes:
    data = filled()
    for name in ("form_service", "form_version", "form_exercise"):
        data = with_name(name, None, data)
    return data


def _empty_workbook() -> bytes:
    buffer = BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


def _our_own_sums() -> bytes:
    """Return a workbook that has nothing to do with us."""
    book = Workbook()
    book.active.append(["Basic pay", 10.2])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def saved_by_openpyxl() -> bytes:
    buffer = BytesIO()
    load_workbook(BytesIO(filled())).save(buffer)
    return buffer.getvalue()


def saved_by_libreoffice() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "return.xlsx"
        file.write_bytes(filled())
        (Path(folder) / "out").mkdir()
        convert([file], "xlsx", Path(folder) / "out", Path(folder) / "profile")
        return (Path(folder) / "out" / "return.xlsx").read_bytes()


def _with_1904_dates() -> bytes:
    """Return the same days in a workbook from an old Mac: 1,462 less."""
    data = edited(WORKBOOK, "<workbookPr ", '<workbookPr date1904="1" ')
    for key, day in (("period_start", 44287), ("period_end", 44651), ("price_date", 44652)):
        data = with_cell(key, f"<v>{day - 1462}</v>", data=data)
    return data


def _iso_dates() -> bytes:
    data = filled()
    for key, day in (("period_start", "2021-04-01"), ("period_end", "2022-03-31T00:00:00")):
        data = with_cell(key, f"<v>{day}</v>", "d", data=data)
    return data


def _several(texts: dict[str, str]) -> bytes:
    data = filled()
    for key, text in texts.items():
        data = with_text(key, text, data)
    return data


_RICH = '<is><r><rPr><b/></rPr><t>North </t></r><r><t xml:space="preserve">&amp; South</t></r></is>'
_PHONETIC = '<is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></is>'

FILES: tuple[HostileFile, ...] = (
    accepted("filled as it should be", filled, _PAY),
    asked("blank", blank, "R03", {"basic_pay_rate": (EMPTY, "")}),
    unknown("an empty workbook", _empty_workbook),
    unknown("a workbook of their own", _our_own_sums),
    unknown("an old template version", lambda: _identity("version", "0"), service="homecare", version="0"),
    unknown("another service's workbook", lambda: _identity("service", "day_care"), service="day_care", version="1"),
    accepted(
        "version saved as a number",
        lambda: rewritten(
            sheet_part("Form and rates"), lambda s: re.sub(r'<c r="C4"[^>]*>.*?</c>', '<c r="C4"><v>1</v></c>', s)
        ),
    ),
    accepted("form names deleted", _identity_without_names, _PAY),
    accepted("saved by openpyxl", saved_by_openpyxl, _PAY),
    accepted("saved by LibreOffice", saved_by_libreoffice, _PAY),
    # numbers
    asked("NaN", lambda: with_cell("basic_pay_rate", "<v>NaN</v>"), "R04", {"basic_pay_rate": (TEXT, "NaN")}),
    asked("infinity", lambda: with_cell("ppe_cost", "<v>INF</v>"), "R04", {"ppe_cost": (TEXT, "INF")}),
    asked("1e309", lambda: with_cell("ppe_cost", "<v>1e309</v>"), "R04", {"ppe_cost": (TEXT, "1e309")}),
    asked(
        "a number with a billion digits after the e",
        lambda: with_cell("ppe_cost", "<v>1e999999999</v>"),
        "R04",
        {"ppe_cost": (TEXT, "1e999999999")},
    ),
    asked(
        "a number that is none",
        lambda: with_cell("basic_pay_rate", "<v>0x1F</v>"),
        "R04",
        {"basic_pay_rate": (TEXT, "0x1F")},
    ),
    accepted(
        "all digits of a double",
        lambda: with_cell("basic_pay_rate", "<v>10.199999999999999</v>"),
        {"basic_pay_rate": (NUMBER, "10.199999999999999")},
    ),
    accepted(
        "scientific",
        lambda: with_cell("contact_hours_period", "<v>4.225E4</v>"),
        {"contact_hours_period": (NUMBER, "4.225E4")},
    ),
    accepted(
        "shown as a fraction",
        lambda: _formatted("basic_pay_rate", "# ?/?", "10.25"),
        {"basic_pay_rate": (NUMBER, "10.25")},
    ),
    accepted(
        "shown as a percentage",
        lambda: _formatted("sick_pay_share", "0.0%", "0.03"),
        {"sick_pay_share": (NUMBER, "0.03")},
        percentages=frozenset({"sick_pay_share"}),
    ),
    accepted(
        "shown with words that look like a date",
        lambda: _formatted("basic_pay_rate", "[$£-809]#,##0.00&quot; per hour, days&quot;", "10.2"),
        _PAY,
    ),
    asked(
        "a number that the program took for a date",
        lambda: _formatted("basic_pay_rate", "d\\-mmm", "44000"),
        "R04",
        {"basic_pay_rate": (NUMBER, "44000")},
        dates=frozenset({"basic_pay_rate"}),
    ),
    accepted(
        "text numbers",
        lambda: _several({"basic_pay_rate": "10.2", "careworkers": " 45 "}),
        {"basic_pay_rate": (TEXT, "10.2"), "careworkers": (TEXT, " 45 ")},
    ),
    accepted(
        "£1,234.50 and other human texts",
        lambda: _several({"ppe_cost": "£7,605.00", "travel_minutes_per_visit": "6.5 mins", "sick_pay_share": "3%"}),
        {
            "ppe_cost": (TEXT, "£7,605.00"),
            "travel_minutes_per_visit": (TEXT, "6.5 mins"),
            "sick_pay_share": (TEXT, "3%"),
        },
    ),
    asked(
        "a text where a number is asked",
        lambda: with_text("basic_pay_rate", "see note"),
        "R04",
        {"basic_pay_rate": (TEXT, "see note")},
    ),
    asked(
        "true where a number is asked",
        lambda: with_cell("basic_pay_rate", "<v>1</v>", "b"),
        "R04",
        {"basic_pay_rate": (BOOLEAN, "TRUE")},
    ),
    # dates
    accepted(
        "1904 dates",
        _with_1904_dates,
        {"period_start": (NUMBER, "42825"), "period_end": (NUMBER, "43189"), "price_date": (NUMBER, "43190")},
        uses_1904_dates=True,
        dates=frozenset({"price_date"}),
    ),
    accepted(
        "dates as text",
        lambda: _several({"period_start": "1 April 2021", "period_end": "31/03/2022"}),
        {"period_start": (TEXT, "1 April 2021"), "period_end": (TEXT, "31/03/2022")},
    ),
    accepted(
        "dates stored as ISO text",
        _iso_dates,
        {"period_start": (TEXT, "2021-04-01"), "period_end": (TEXT, "2022-03-31T00:00:00")},
        dates=frozenset({"period_start"}),
    ),
    asked("a date that no calendar has", lambda: with_text("period_end", "31/02/2022"), "R04"),
    # formulas and errors
    asked(
        "error #REF!",
        lambda: with_cell("basic_pay_rate", "<f>#REF!</f><v>#REF!</v>", "e"),
        "R04",
        {"basic_pay_rate": (ERROR, "#REF!")},
        formulas=frozenset({"basic_pay_rate"}),
    ),
    asked(
        "error #DIV/0!",
        lambda: with_cell("ppe_cost", "<f>1/0</f><v>#DIV/0!</v>", "e"),
        "R04",
        {"ppe_cost": (ERROR, "#DIV/0!")},
    ),
    asked(
        "error #N/A typed for n/a",
        lambda: with_cell("ppe_cost", "<v>#N/A</v>", "e"),
        "R04",
        {"ppe_cost": (ERROR, "#N/A")},
    ),
    asked(
        "formula without a stored result",
        lambda: with_cell("basic_pay_rate", "<f>5.1*2</f>"),
        "R04",
        {"basic_pay_rate": (EMPTY, "")},
        formulas=frozenset({"basic_pay_rate"}),
    ),
    asked(
        "formula with a blank result, as openpyxl writes it",
        lambda: with_cell("basic_pay_rate", "<f>5.1*2</f><v></v>"),
        "R04",
        {"basic_pay_rate": (EMPTY, "")},
        formulas=frozenset({"basic_pay_rate"}),
    ),
    accepted(
        "formula with its result",
        lambda: with_cell("basic_pay_rate", "<f>5.1*2</f><v>10.2</v>"),
        _PAY,
        formulas=frozenset({"basic_pay_rate"}),
    ),
    accepted(
        "formula with a text for a result",
        lambda: with_cell("branch_name", "<f>A1&amp;B1</f><v>North</v>", "str"),
        {"branch_name": (TEXT, "North")},
        formulas=frozenset({"branch_name"}),
    ),
    accepted(
        "shared formula",
        lambda: with_cell("basic_pay_rate", '<f t="shared" si="0"/><v>10.2</v>'),
        _PAY,
        formulas=frozenset({"basic_pay_rate"}),
    ),
    accepted(
        "array formula",
        lambda: with_cell("basic_pay_rate", '<f t="array" ref="C6">SUM(1)</f><v>10.2</v>'),
        _PAY,
        formulas=frozenset({"basic_pay_rate"}),
    ),
    # texts
    accepted(
        "rich text", lambda: with_cell("branch_name", _RICH, "inlineStr"), {"branch_name": (TEXT, "North & South")}
    ),
    accepted(
        "phonetic guides", lambda: with_cell("branch_name", _PHONETIC, "inlineStr"), {"branch_name": (TEXT, "東京")}
    ),
    accepted(
        "line breaks written as _x000D_",
        lambda: with_text("branch_name", "North_x000D_\nSouth"),
        {"branch_name": (TEXT, "North\r\nSouth")},
    ),
    accepted(
        "an underscore that is one",
        lambda: with_text("branch_name", "unit_x005F_x0041_"),
        {"branch_name": (TEXT, "unit_x0041_")},
    ),
    accepted(
        "control characters in disguise",
        lambda: with_text("branch_name", "North_x0007__x0000_"),
        {"branch_name": (TEXT, "North��")},
    ),
    accepted("lone surrogates", lambda: with_text("branch_name", "North_xD83D_"), {"branch_name": (TEXT, "North�")}),
    accepted(
        "an emoji in two halves",
        lambda: with_text("branch_name", "North_xD83D__xDE00_"),
        {"branch_name": (TEXT, "North😀")},
    ),
    asked(
        "a text of blanks", lambda: with_text("branch_name", "  \u00a0 "), "R03", {"branch_name": (TEXT, "  \u00a0 ")}
    ),
    # what was done to sheets
    asked("sheet deleted", lambda: _sheet_deleted("Running costs"), "R03", missing=_keys_on("Running costs")),
    accepted("rows inserted", lambda: _moved(3, 0), _PAY),
    accepted("columns inserted", lambda: _moved(0, 2), _PAY),
    accepted("sheet renamed", lambda: _renamed("Our wages"), _PAY),
    accepted("sheet renamed with an apostrophe and an exclamation mark", lambda: _renamed("Jo's pay! (2026)"), _PAY),
    accepted("merged to the right", lambda: _merged(f"C{_ROW}:D{_ROW}"), _PAY),
    accepted("merged with its label, the answer in place of it", _typed_in_the_label_column, _PAY),
    accepted("hidden row", _hidden_row, _PAY, hidden=frozenset({"basic_pay_rate"})),
    accepted("hidden column", _hidden_column, _PAY, hidden=_ON_PAY),
    accepted(
        "hidden sheet",
        lambda: edited(WORKBOOK, '<sheet name="Careworker pay"', '<sheet name="Careworker pay" state="hidden"'),
        _PAY,
        hidden=_ON_PAY,
    ),
    accepted(
        "very hidden sheet",
        lambda: edited(WORKBOOK, '<sheet name="Careworker pay"', '<sheet name="Careworker pay" state="veryHidden"'),
        _PAY,
        hidden=_ON_PAY,
    ),
    accepted("filtered rows", _filtered, _PAY, hidden=frozenset({"pay_rate_weekday"})),
    accepted("sheet copied, with names of its own", _sheet_names, _PAY),
    # what was done to names
    accepted("all names deleted", without_names, _PAY, by_label=_ALL),
    accepted("all names deleted and a sheet renamed", _renamed_without_names, _PAY, by_label=_ALL),
    accepted(
        "one name deleted", lambda: with_name("basic_pay_rate", None), _PAY, by_label=frozenset({"basic_pay_rate"})
    ),
    accepted(
        "a name that is #REF!",
        lambda: with_name("basic_pay_rate", "#REF!"),
        _PAY,
        by_label=frozenset({"basic_pay_rate"}),
    ),
    accepted(
        "a name that points at a sheet that is not there",
        lambda: with_name("basic_pay_rate", "'Old'!$C$6"),
        _PAY,
        by_label=frozenset({"basic_pay_rate"}),
    ),
    accepted(
        "a name that points at an area",
        lambda: with_name("basic_pay_rate", "'Careworker pay'!$C$6:$C$9"),
        _PAY,
        by_label=frozenset({"basic_pay_rate"}),
    ),
    accepted(
        "a name that points into another workbook",
        lambda: with_name("basic_pay_rate", "'[1]Careworker pay'!$C$6"),
        _PAY,
        by_label=frozenset({"basic_pay_rate"}),
    ),
    accepted(
        "a name without dollar signs, of one cell twice",
        lambda: with_name("basic_pay_rate", f"'Careworker pay'!C{_ROW}:C{_ROW}"),
        _PAY,
    ),
    accepted("names that belong to one sheet", _only_sheet_names, _PAY),
    accepted("a name in capitals", lambda: edited(WORKBOOK, '"basic_pay_rate"', '"BASIC_Pay_Rate"'), _PAY),
    asked("name and label deleted", lambda: _label_gone(0), "R03", missing=frozenset({"basic_pay_rate"})),
    asked("name deleted, label there twice", lambda: _label_gone(2), "R03", missing=frozenset({"basic_pay_rate"})),
)
