"""`measure_visits FILE.csv`: what it says, and how it ends."""

import json
from pathlib import Path

import pytest

from accounts.tests.commands import Outcome, run

HEAD = "provider_ref,client_ref,outcome,planned_start,planned_seconds,actual_start,actual_seconds\n"
ROW = "P1,C1,done,2025-06-02T08:00:00Z,1800,2025-06-02T08:02:00Z,1500\n"


def measured(tmp_path: Path, content: bytes | str, *how: object) -> Outcome:
    file = tmp_path / "visits.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return run("measure_visits", file, *how)


def test_rows_that_cannot_be_used_are_named(tmp_path: Path):
    found = measured(tmp_path, HEAD + ROW + "P1,C2,done,soon,1800,,\n", "--json")
    assert found.status == 0 and found.document["quality"]["unread"] == 1
    assert "Row 3: “Planned start” is “soon”; expected is a date and a time." in found.err
    rows = found.document["rows"]
    assert rows["in_file"] == rows["used"] + rows["copies"] + rows["waiting"] + rows["refused"] == 2


def test_for_people(tmp_path: Path):
    found = measured(tmp_path, HEAD + ROW)
    assert "1 rows: 1 used" in found.out and "delivered_of_done: 0.8333, n = 1" in found.out


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 2, "V01"),
        (b"PK\x03\x04 a workbook", 2, "V01"),
        (b"a,b\n1,2\n", 1, "V02"),
        (b"provider_ref,outcome\n", 1, "V03"),
        (HEAD.encode(), 1, None),
        (HEAD.encode() + b"P1,C1,done,never,,,\n", 1, None),
        (HEAD.encode() + b'P1,"' + b"x" * 200_000 + b"\n", 2, "V01"),
    ],
)
def test_nothing_to_show(tmp_path: Path, content: bytes, status: int, code: str | None):
    found = measured(tmp_path, content, "--json")
    assert found.status == status and found.err
    assert set(found.document) >= {"market", "providers", "quality"}
    assert code is None or found.document["quality"][code]


def test_words_of_windows_and_nul(tmp_path: Path):
    found = measured(
        tmp_path, HEAD.encode() + ROW.encode() + b"Caf\xe9,C\x002,done,2025-06-02T08:00:00Z,1800,,\n", "--json"
    )
    assert found.status == 0 and found.document["rows"]["in_file"] == 2


def test_mapping(tmp_path: Path):
    file = tmp_path / "mapping.json"
    file.write_text(json.dumps({"Firm": "provider_ref", "_words": {"outcome": {"ok": "done"}}}), encoding="utf-8")
    words = (HEAD + ROW).replace("provider_ref", "Firm").replace("done", "OK")
    assert measured(tmp_path, words, "--json", "--mapping", file).document["market"]["short"]["n"] == 1
    file.write_text("[1", encoding="utf-8")
    assert measured(tmp_path, words, "--mapping", file).status == 2
    file.write_text('{"Firm": "nonsense"}', encoding="utf-8")
    assert measured(tmp_path, words, "--mapping", file).status == 1
    assert measured(tmp_path, words, "--mapping", tmp_path / "none.json").status == 2
    assert run("measure_visits", tmp_path / "none.csv", "--json").status == 2
