"""What the checks make of every kind of file: none is accepted by mistake, and each is told why in plain words."""

import re

import pytest

from costing.findings import Severity
from costing.forms import FORMS
from costing.reader import read_workbook
from costing.report import check_raw
from costing.tests.hostile.expectation import HostileFile, mostly_proof
from costing.tests.hostile_files import FILES

# Words of programmers, of which a care manager knows nothing ("XML spreadsheet" is what Excel calls that kind of file).
JARGON = re.compile(r"\b(zip directory|DTD|entity|parser|exception|traceback|null|None|regex|namespace)\b")


@pytest.mark.parametrize("file", mostly_proof(FILES), ids=lambda file: file.name)
def test_a_file_is_accepted_only_where_every_answer_in_it_is_clear(file: HostileFile) -> None:
    report = check_raw(read_workbook(file.build(), FORMS))
    faults = [f.message for f in report.findings if f.severity == Severity.MUST_FIX]
    assert report.is_accepted == file.expected_accepted, faults
    assert file.expected_codes <= {finding.code for finding in report.findings}, faults
    for finding in report.findings:
        assert finding.message and finding.fix
        assert not JARGON.search(finding.message + finding.fix)
