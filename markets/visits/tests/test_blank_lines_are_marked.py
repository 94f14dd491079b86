"""Blank lines of a file are marked and nothing else is changed, whatever stands between its cells."""

import pytest

from markets.store.stage_sql import BLANK_MARK
from markets.store.text_files import straight_bytes


@pytest.mark.parametrize("between", ["|", ",", ".", "*"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_narrow_file_keeps_its_rows(between: str, end: str):
    lines = [f"a{between}b", "", between, f"c{between}d"]
    data = "".join(f"{line}{end}" for line in ["head", *lines]).encode()
    marked = between * 2 + BLANK_MARK
    made = b"".join(straight_bytes(lambda: iter([data]), "utf-8", 1, 2, between)).decode()
    assert made.replace("\r", "").strip("\n").split("\n") == [lines[0], marked, marked, lines[3]]
