"""Lists as text: each dialect is read alike, and a row with marks that are not clear is named, never swallowed."""

import pytest

from spreadsheets.tables.any_file import UnreadableTable, read_rows
from spreadsheets.tables.text_encoding import written

ID, MIA = "Location ID,Contracted,Name,Email", "1-100000001,yes,Mia,mia@elm.example"
REST = ["1-100000003,no,Pat,pat@x.example", "1-100000004,no,Kim,kim@x.example"]


def rows_of(data: bytes | str) -> list[list[str]]:
    """Read as a list with its header: the separator by which there is one is the right one."""
    found: list[list[list[str]]] = []

    def begin(_: str):
        if found and found[-1] and len(found[-1][0]) > 1:
            return None
        found.append([])

        def take(_: int, cells: list[str]) -> bool:
            found[-1].append(list(cells))
            return len(found[-1][0]) > 1

        return take

    read_rows(data if isinstance(data, bytes) else data.encode(), begin)
    return next(rows for rows in found if len(rows[0]) > 1)


TORN = {
    "never closed": ('1-100000002,yes,"Olga,olga@oak.example', *REST),
    "never closed in the last row": ("1-100000003,no,Pat,p@x.example", '1-100000002,yes,"Olga,olga@oak.example'),
    "never closed before its line’s end": ('1-100000002,yes,Olga,"olga@oak.example', *REST),
    "closed by the next quoted name": ('1-100000002,yes,"Olga,o@oak.example', '1-100000003,no,"Elm, Pat",p@x.example'),
    "closed by an inch": ('1-100000002,yes,"Olga,o@oak.example', '1-100000003,no,Pat 5",p@x.example'),
    "closed at the end of another row": ('1-100000002,yes,"Olga,o@oak.example', '1-100000003,no,Pat,"'),
    "closed by an empty quoted cell": ('1-100000002,yes,"Olga,o@oak.example', '1-100000003,no,"",p@x.example', *REST),
    "closed far below": ('1-100000002,yes,"Olga,o@oak.example', *REST * 50, '1-100000005,no,"Sam",s@x.example'),
    "a quoted cell before it": ('1-100000002,yes,"Elm, Olga","o@oak.example', *REST),
    "doubled at the end": ('1-100000002,yes,"Olga"",o@oak.example', *REST),
    "closed by the next cell": ('1-100000002,yes,"Olga,"o@oak.example"', *REST),
    "alone": ('1-100000002,yes,",o@oak.example', *REST),
}


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["commas", "semicolons", "tabs"])
@pytest.mark.parametrize("torn", TORN.values(), ids=TORN)
def test_a_mark_that_is_never_closed_names_its_row(torn: tuple[str, ...], separator: str):
    first, rest = torn[0], torn[1:]
    row = 3 if "1-100000002" in first else 4
    text = "\r\n".join([ID, MIA, first, *rest]).replace(",", separator)
    with pytest.raises(UnreadableTable, match=rf"^Row {row} has a quotation mark that is opened and never closed"):
        rows_of(text)


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        ('"Elm, Mia",x', ["Elm, Mia", "x"]),
        ('"Mia ""M"" Elm",x', ['Mia "M" Elm', "x"]),
        ('Mia "M" Elm,x', ['Mia "M" Elm', "x"]),
        ('"Sunny" Care,x', ["Sunny Care", "x"]),
        ('5" pipe,x', ['5" pipe', "x"]),
        ('"1 High St\nLondon",x', ["1 High St\nLondon", "x"]),
        ('"1 High St\r\nLondon, E1\r\n\r\nUK",x', ["1 High St\r\nLondon, E1\r\n\r\nUK", "x"]),
        ('"a\n""b""\nc",x', ['a\n"b"\nc', "x"]),
        ('"she said: well, yes\nand then, no","x\ny"', ["she said: well, yes\nand then, no", "x\ny"]),
        ('"",""', ["", ""]),
        ('"1-100000001\n1-100000002,\n1-100000003",x', ["1-100000001\n1-100000002,\n1-100000003", "x"]),
        (
            '"02/03/2026, rang, no answer\n03/03/2026, rang, spoke",x',
            ["02/03/2026, rang, no answer\n03/03/2026, rang, spoke", "x"],
        ),
        ('"\n",x', ["\n", "x"]),
        ("it’s 'so',x", ["it’s 'so'", "x"]),
    ],
)
def test_cells_that_are_quoted_rightly_are_read(cells: str, read: list[str]):
    assert rows_of(f"ID,Note,Name\r\n1,{cells}\r\n2,b,c\r\n")[1:] == [["1", *read], ["2", "b", "c"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["commas", "semicolons", "tabs"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_each_dialect_says_the_same(separator: str, encoding: str, end: str):
    rows = [["ID", "Name", "Place"], ["1", "Zoë Müller", "Café Renée"], ["2", f"a{separator}b", ""]]
    lines = [separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in rows]
    assert rows_of((end.join(lines) + end).encode(encoding)) == rows


@pytest.mark.parametrize("said", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_line_that_says_the_separator_is_heeded_and_not_counted(said: str):
    assert rows_of(f"{said}\r\nID;Name, first\r\n1;Mia\r\n") == [["ID", "Name, first"], ["1", "Mia"]]


WORDS = (
    *("Zoë Müller, Café", "O’Neil", "Children’s home", "Siân", "Care – North", "€50", "“Sunny”", "Tomáš Novák"),
    *("Renée", "São João", "Ångström", "CAFÉ", "Nuñez, Peña", "Seán O’Connor", "£1,000", "Dvořák", "Ynys Môn"),
)


def can_be_written(word: str, encoding: str) -> bool:
    return word.encode(encoding, "ignore").decode(encoding) == word


IN_EACH = [(word, each) for each in ("cp1252", "mac_roman", "cp850") for word in WORDS if can_be_written(word, each)]


@pytest.mark.parametrize(("word", "encoding"), IN_EACH)
def test_what_is_not_utf_8_is_read_rightly_or_asked_about(word: str, encoding: str):
    read = written(f"ID,Name\n1,{word},x\n".encode(encoding))
    assert not read.is_certain or word in read.text
    assert read.is_certain or encoding != "cp1252"


def test_an_encoding_that_is_not_clear_is_asked_about():
    with pytest.raises(UnreadableTable, match="We cannot tell in which encoding this file was written"):
        rows_of("ID,Name\n1,Möller\n".encode("mac_roman"))
