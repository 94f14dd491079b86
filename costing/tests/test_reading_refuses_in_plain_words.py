"""Every refusal is a sentence that a care manager understands, with something to do about it."""

import re

import pytest

from costing.findings import Audience, Layer, Severity
from costing.reader.refusal_findings import REFUSALS, finding_of
from costing.reader.workbook import IDENTITY
from costing.tests.hostile.craft import blank, parts_of
from costing.workbook import names
from spreadsheets.refusals import Cause

JARGON = (
    "xml|zip|central directory|entry|entries|ole|ooxml|part|parts|namespace|parse|parser|expat|deflate|crc|checksum"
    "|header|byte|bytes|encoding|entity|doctype|dtd|mime|exception|error|null|process|ratio|schema|relationship"
)


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_its_words(cause: Cause) -> None:
    finding = finding_of(cause, "something")
    assert (finding.code, finding.layer) == (cause.value, Layer.READABLE)
    assert (finding.severity, finding.audience) == (Severity.MUST_FIX, Audience.PROVIDER)
    assert finding.message.endswith(".") and finding.fix.endswith(".")
    assert "{" not in finding.message + finding.fix


@pytest.mark.parametrize("cause", Cause)
def test_no_refusal_speaks_of_the_inside_of_files(cause: Cause) -> None:
    words = REFUSALS[cause]
    found = re.findall(rf"\b({JARGON})\b", f"{words.message} {words.fix}".lower())
    assert [word for word in found if not (word == "part" and "part of the return" in words.fix)] == []


def test_every_cause_has_a_code_and_every_code_one_cause() -> None:
    codes = [cause.value for cause in Cause]
    assert codes == [f"F{number:02}" for number in range(1, len(codes) + 1)]
    assert set(REFUSALS) == set(Cause)


def test_what_the_file_looked_like_is_said() -> None:
    assert "a photo" in finding_of(Cause.NOT_A_WORKBOOK, "a photo").message


def test_reader_and_writer_mean_the_same_cells_by_who_they_are() -> None:
    """The reader does not import the writer, which needs a library that the process apart does not load."""
    assert list(IDENTITY) == [names.FORM_SERVICE, names.FORM_VERSION, names.FORM_EXERCISE]
    texts = parts_of(blank())["xl/sharedStrings.xml"].decode()
    assert all(f"<t>{label}</t>" in texts for label in IDENTITY.values())
