"""Check a file without storing anything: read it in a limited child, then run the checks."""

from pathlib import Path

from submissions import sandbox
from submissions.domain.report import Report, check_raw
from submissions.domain.terms import NO_EXERCISE, Terms


def check_file(path: Path, *, terms: Terms = NO_EXERCISE) -> Report:
    """Never raises for what is in the file, nor for a file that is not there: that is a finding."""
    return check_raw(sandbox.read_file(path), terms)
