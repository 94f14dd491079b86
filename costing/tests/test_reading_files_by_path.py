"""A path that leads to no readable file is an answer too."""

import os
from pathlib import Path

import pytest

from costing import sandbox
from costing.reader.raw_return import RawReturn, Unreadable
from costing.tests.hostile.craft import filled
from spreadsheets.limits import FILE_BYTES


def _refusal(path: str | Path) -> tuple[str, str]:
    result = sandbox.read_file(path)
    assert isinstance(result, Unreadable)
    return result.finding.code, result.finding.read


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "return.xlsx").write_bytes(filled())
    assert isinstance(sandbox.read_file(tmp_path / "return.xlsx"), RawReturn)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "none.xlsx") == ("F15", "there is no such file")


def test_a_path_through_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    assert _refusal(tmp_path / "file" / "none.xlsx") == ("F15", "there is no such file")


def test_a_folder(tmp_path: Path) -> None:
    assert _refusal(tmp_path) == ("F15", "it is a folder")


def test_a_name_that_no_file_can_have() -> None:
    assert _refusal("a\x00b") == ("F15", "its name or its place is not usable")


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert _refusal(tmp_path / "pipe.xlsx") == ("F15", "it is not a file")


def test_a_device_does_not_hang() -> None:
    assert _refusal("/dev/zero") == ("F15", "it is not a file")


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one who runs the tests may be allowed everything, so the refusal is acted."""

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(sandbox.os, "open", refuse)
    assert _refusal(tmp_path / "locked.xlsx") == ("F15", "you are not allowed to open it")


def test_a_file_too_large_is_not_even_read(tmp_path: Path) -> None:
    with (tmp_path / "large.xlsx").open("wb") as file:
        file.truncate(50 * FILE_BYTES)
    assert _refusal(tmp_path / "large.xlsx") == ("F07", "524.3 MB")


def test_the_largest_file_is_still_looked_at(tmp_path: Path) -> None:
    (tmp_path / "large.csv").write_bytes(b"a,b\n" * (FILE_BYTES // 4))
    assert _refusal(tmp_path / "large.csv")[0] == "F02"
