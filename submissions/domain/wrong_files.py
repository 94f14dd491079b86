"""Tell a file that is no return of its location: unreadable, another workbook, or another location's."""

from costing.answers import Answers
from costing.findings import Finding, Layer, Severity
from costing.parsing.words import is_location_id
from costing.report import Report
from spreadsheets.refusals import Cause

# The fault may be ours or the hour's: the worker tries it again, without anybody waiting.
_PERHAPS_OURS = frozenset({Cause.COULD_NOT_BE_READ.value, Cause.TOOK_TOO_LONG.value})


def is_wrong_file(answers: Answers | None, location_id: str) -> bool:
    """Tell whether answers are not this location's; an ID that is merely mistyped is to be put right."""
    given = answers.choice("location_id") if answers is not None else None
    return answers is None or (given is not None and is_location_id(given) and given != location_id)


def why_wrong(report: Report, location_id: str) -> Finding | None:
    """Return what to tell whoever sends a wrong file; None if it is right, or if the fault may be ours."""
    if not is_wrong_file(report.answers, location_id):
        return None
    found = (one for one in report.findings if one.severity == Severity.MUST_FIX and one.layer <= Layer.IDENTITY)
    first = next(found, None)
    return None if first is None or first.code in _PERHAPS_OURS else first
