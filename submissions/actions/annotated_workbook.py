"""Return a provider's own workbook with what must be put right marked in it; the stored file stays as it is."""

from dataclasses import replace
from pathlib import PurePath

from accounts.actions import encryption
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.annotated_workbook.marks import Mark
from costing.findings import Severity
from costing.forms import CURRENT
from costing.sandbox.annotation import annotated
from costing.serialisation import answers_from
from costing.workbook.layout import INPUT, places
from submissions import queries
from submissions.actions.return_audit import record_on
from submissions.actions.workbooks import name_of, workbook_of
from submissions.domain.online.typed_answers import as_prefilled
from submissions.domain.results import OpenedFile
from submissions.models import Return, Upload, Version, VersionFinding

CANNOT = "We could not mark your workbook: it holds more than we can rewrite safely. Please go by this list."


def marked_workbook(*, by: Context, submission: Return) -> OpenedFile | Refusal | None:
    """Return the workbook with its marks, for the return's own provider.

    None for others, and if there is nothing to mark.

    Answers that were typed online are written into a workbook first.
    """
    marks = marks_for(by, submission) if by.is_provider else []
    upload = file_behind(by, submission)
    book = _as_it_came(upload) if upload else _written(submission)
    if book is None or not marks:
        return None
    data = annotated(book.data, marks)
    if data is None:
        return Refusal(CANNOT)
    words = upload.reference if upload else "typed online"
    record_on(submission, by=by, verb="opened a file", words=f"{words}, with what to put right")
    return OpenedFile(f"{PurePath(book.name).stem}-what-to-put-right.xlsx", data)


def file_behind(by: Context, submission: Return) -> Upload | None:
    """Return the file that the current version was read from; None if it was typed online."""
    if not by.is_provider or submission.current_id is None:
        return None
    return queries.uploads_of(by, submission).filter(version=submission.current_id).first()


def can_be_marked(by: Context, submission: Return) -> bool:
    """Tell whether there is something to mark, and a workbook to mark it in; an unreadable file has no cells."""
    version = submission.current
    if version is None or not version.form_service or not by.is_provider or not marks_for(by, submission):
        return False
    return file_behind(by, submission) is not None or _is_typed(version)


def marks_for(by: Context, submission: Return) -> list[Mark]:
    """Return what must be fixed, and what is yet to be explained or changed, in the order of the page."""
    if submission.current is None:
        return []
    to_fix = queries.findings_of(by, submission.current).filter(severity=Severity.MUST_FIX)
    marks = [(found.key, _mark(found)) for found in (*to_fix, *queries.still_to_explain(by, submission))]
    if not _is_typed(submission.current):
        return [mark for _, mark in marks]
    return _in_our_cells(submission.current.form_service, marks)


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


def _in_our_cells(service: str, marks: list[tuple[str, Mark]]) -> list[Mark]:
    """Give the marks of an online return the cells that their questions have in the workbook written for it."""
    at = places(CURRENT[service])
    return [
        replace(mark, sheet=at[key].sheet, cell=at[key].address(INPUT)) if key in at else mark for key, mark in marks
    ]


def _is_typed(version: Version | None) -> bool:
    """Tell whether a version was typed online, in the form that workbooks have today."""
    if version is None or version.upload_id is not None or version.form_service not in CURRENT:
        return False
    return CURRENT[version.form_service].version == version.form_version


def _as_it_came(upload: Upload) -> OpenedFile:
    return OpenedFile(upload.file_name, encryption.unseal(upload.sealed))


def _written(submission: Return) -> OpenedFile | None:
    version = submission.current
    if version is None or not _is_typed(version):
        return None
    answers = answers_from(version.form_service, version.form_version, version.answers)
    if answers is None:
        return None
    data = workbook_of(exercise=submission.exercise, known=as_prefilled(answers), notes=version.notes)
    return OpenedFile(name_of(submission.participation), data)
