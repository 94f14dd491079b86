"""Marking happens in a process apart, in little memory and time; what fails there is no error here."""

import pytest

from costing.annotated_workbook.annotations import annotate
from costing.annotated_workbook.marks import Mark
from costing.sandbox import annotation
from costing.tests.hostile.craft import filled

MARKS = [Mark("Careworker pay", "C7", "Basic pay", "1", "About pay.", "Mend it.", True)]
SPIN = "while True: pass"


def test_it_comes_back_as_if_it_were_made_here() -> None:
    made = annotation.annotated(filled(), MARKS)
    assert made is not None
    assert abs(len(made) - len(annotate(filled(), MARKS))) < 200


@pytest.mark.parametrize("data", [b"", b"no workbook", filled()[:2000]], ids=["nothing", "not one", "half of one"])
def test_what_is_no_workbook_gives_nothing(data: bytes) -> None:
    assert annotation.annotated(data, MARKS) is None


@pytest.mark.parametrize(
    "start",
    [
        SPIN,
        "from costing.sandbox.annotation_process import _limit; _limit(); x = bytearray(1 << 30)",
        "from costing.sandbox.annotation_process import _limit; _limit(); open('anything')",
    ],
    ids=["too long", "too much memory", "a file opened"],
)
def test_what_takes_too_much_gives_nothing(start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotation, "_START", f"import sys; sys.path.insert(0, sys.argv[1]); {start}")
    monkeypatch.setattr(annotation, "PATIENCE", 3)
    assert annotation.annotated(filled(), MARKS) is None


def test_the_log_holds_the_kind_of_an_error_and_none_of_its_words(caplog: pytest.LogCaptureFixture) -> None:
    annotation.annotated(b"a secret", MARKS)
    assert "BadZipFile" in caplog.text
    assert "File is not" not in caplog.text
