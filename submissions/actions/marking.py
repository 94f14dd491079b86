"""A provider's own workbook back, with what is to be put right marked in it; the file that came stays as it is."""

from pathlib import PurePath

from accounts.domain.context import Context
from submissions import queries, sealing
from submissions.actions.trail import record_on
from submissions.domain.annotated.marks import Mark
from submissions.domain.findings import Severity
from submissions.domain.outcomes import OpenedFile, Refusal
from submissions.models import Return, Upload, VersionFinding
from submissions.sandbox.annotating import annotated

CANNOT = "We could not mark your workbook: it holds more than we can rewrite safely. Please go by this list."


def marked_workbook(*, by: Context, submission: Return) -> OpenedFile | Refusal | None:
    """For the return's own provider; None for anybody else, and where there is no file or nothing to put right."""
    upload = file_behind(by, submission)
    marks = marks_for(by, submission) if upload else []
    if upload is None or not marks:
        return None
    data = annotated(sealing.unseal(upload.sealed), marks)
    if data is None:
        return Refusal(CANNOT)
    record_on(submission, by=by, verb="opened a file", words=f"{upload.reference}, with what to put right")
    return OpenedFile(f"{PurePath(upload.file_name).stem}-what-to-put-right.xlsx", data)


def file_behind(by: Context, submission: Return) -> Upload | None:
    """The file that the version which counts was read from; None where it was typed online."""
    if not by.is_provider or submission.current_id is None:
        return None
    return queries.uploads_of(by, submission).filter(version=submission.current_id).first()


def marks_for(by: Context, submission: Return) -> list[Mark]:
    """What must be fixed, and what is yet to be explained or changed; in the order of the page."""
    if submission.current is None:
        return []
    to_fix = queries.findings_of(by, submission.current).filter(severity=Severity.MUST_FIX)
    return [_mark(finding) for finding in (*to_fix, *queries.still_to_explain(by, submission))]


def _mark(finding: VersionFinding) -> Mark:
    return Mark(
        sheet=finding.sheet,
        cell=finding.cell,
        label=finding.label or "The whole return",
        read=finding.read,
        message=finding.message,
        fix=finding.fix,
        must_fix=finding.severity == Severity.MUST_FIX,
    )
