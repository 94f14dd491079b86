"""Whatever the bytes are, reading gives a return or a refusal: mutations of a good file, the same in every run."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costing.forms import FORMS
from costing.reader import read_workbook
from costing.reader.raw_return import RawReturn, Unreadable
from costing.tests.hostile.craft import filled, packed, parts_of

ROUNDS = 40
READ_PARTS = [
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet5.xml",
    "xl/worksheets/sheet13.xml",
]
# Bytes that mean something in XML, and words that mean something in a workbook.
BITES = [b"<", b">", b'"', b"'", b"&", b"/", b"\x00", b"\xff", b"&#0;", b"&amp;", b"<c>", b"</c>", b"<v>", b"<row>"]
BITES += [
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<?x?>",
    b't="s"',
    b't="e"',
    b"-1",
    b"99999999999999999999",
    b"NaN",
    b"$",
    b"!",
]


def _survives(data: bytes) -> None:
    assert isinstance(read_workbook(data, FORMS), RawReturn | Unreadable)


def _is_refused_or_the_same(data: bytes) -> None:
    """Packed bytes have checksums: damage to them must never change a figure."""
    result = read_workbook(data, FORMS)
    assert isinstance(result, Unreadable) or result == read_workbook(filled(), FORMS)


def _bitten(content: bytes, chance: random.Random, bites: list[bytes]) -> bytes:
    """Pieces cut out, doubled or overwritten, here and there."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content) + 1)
        to = min(len(content), at + chance.choice((0, 1, 2, 5, 50, 500)))
        piece = chance.choice((b"", content[at:to] * 2, chance.choice(bites), chance.randbytes(to - at)))
        content = content[:at] + piece + content[to:]
    return content


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_file_with_damaged_bytes(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(5):
        _is_refused_or_the_same(_bitten(filled(), chance, BITES))


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_file_with_a_damaged_list_of_contents(seed: int) -> None:
    chance = random.Random(seed)
    start = filled().index(b"PK\x01\x02")
    for _ in range(5):
        _is_refused_or_the_same(filled()[:start] + _bitten(filled()[start:], chance, BITES))


@pytest.mark.parametrize("part", READ_PARTS)
@pytest.mark.parametrize("seed", range(ROUNDS // 4))
def test_a_file_with_a_damaged_part(part: str, seed: int) -> None:
    chance = random.Random(f"{part} {seed}")
    parts = parts_of(filled())
    _survives(packed({**parts, part: _bitten(parts[part], chance, BITES)}))


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_bytes_at_all(data: bytes) -> None:
    _survives(data)
    _survives(b"PK\x03\x04" + data)
    _survives(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data)


@pytest.mark.nightly
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_words_in_the_places_of_addresses_types_and_names(address: str, kind: str, name: str) -> None:
    escaped = [ascii(text)[1:-1].replace("<", "").replace("&", "").replace('"', "") for text in (address, kind, name)]
    parts = parts_of(filled())
    sheet = parts["xl/worksheets/sheet5.xml"].replace(b'r="C6"', f'r="{escaped[0]}" t="{escaped[1]}"'.encode())
    book = parts["xl/workbook.xml"].replace(b"'Careworker pay'!$C$6<", f"{escaped[2]}<".encode())
    _survives(packed({**parts, "xl/worksheets/sheet5.xml": sheet, "xl/workbook.xml": book}))
