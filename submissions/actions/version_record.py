"""Record the result of a file or a draft: version, findings, costs and the upload's end in one commit."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.kept_rows import FIRST_ID, KeptRows
from costing.findings import Finding
from costing.report import Report
from costing.serialisation import answers_document, costs_document, storable
from submissions.actions import claimed_uploads, import_workbook, return_mails
from submissions.actions.import_workbook import Online
from submissions.actions.return_audit import record_on
from submissions.domain.explanations import value_explained
from submissions.domain.online.notes import after_file
from submissions.domain.states import Move, ReturnState, after
from submissions.domain.wrong_files import is_wrong_file
from submissions.models import Return, Upload, Version, VersionFinding

_UNREAD = ("answers", "costs", "notes")
_LOCKED: KeptRows[Return] = KeptRows(lambda id: Return.objects.select_for_update().filter(id=id).order_by(), FIRST_ID)
_CURRENT: KeptRows[Version] = KeptRows(lambda id: Version.objects.defer(*_UNREAD).filter(id=id).order_by(), FIRST_ID)


@transaction.atomic
def record(upload: Upload, report: Report) -> Version:
    """Record a version; raises ClaimLost, without writing, if another worker has taken over."""
    (submission,) = _LOCKED.of(upload.submission_id)
    # Read after the wait: what is joined to a row that is waited for is of before.
    if submission.current_id is not None:
        (submission.current,) = _CURRENT.of(submission.current_id)
    submission.participation = upload.submission.participation
    claimed_uploads.finish(upload)
    online = import_workbook.online_of(submission)
    version, found = _kept(
        submission, report, online, number=upload.number, made_by=upload.received_by_id, upload=upload
    )
    takes_the_place = _takes_the_place(version, submission, report, online)
    if takes_the_place and import_workbook.fill_or_offer(version, submission, report.answers, online):
        make_current(submission, version)
    record_on(submission, by=None, verb="checked a file", words=f"{upload.reference}, version {version.number}")
    return_mails.checked(version, found)
    return version


def counts(version: Version, submission: Return) -> bool:
    """Tell whether a version becomes the current one: it is the latest, and the return can still change.

    A return that was submitted, accepted or left out in the meantime stays as it is; the version is kept beside it.
    """
    if after(ReturnState(submission.state), Move.SAVE) is None:
        return False
    return submission.current is None or submission.current.number < version.number


def _takes_the_place(version: Version, submission: Return, report: Report, online: Online) -> bool:
    """Tell whether a version counts; one that is no return of its location takes the place of nothing that stands."""
    if not counts(version, submission):
        return False
    has_nothing = submission.current is None and not online.newest
    location_id = submission.participation.location.cqc_location_id
    return has_nothing or not is_wrong_file(report.answers, location_id)


def keep(submission: Return, report: Report, *, number: int, made_by: UUID, upload: Upload | None = None) -> Version:
    """Keep a version and its findings; the notes of a file go before those typed online."""
    online = import_workbook.online_of(submission)
    return _kept(submission, report, online, number=number, made_by=made_by, upload=upload)[0]


def _kept(
    submission: Return, report: Report, online: Online, *, number: int, made_by: UUID, upload: Upload | None
) -> tuple[Version, list[VersionFinding]]:
    version = Version.objects.create(
        **_whose(submission),
        submission=submission,
        upload=upload,
        number=number,
        form_service=_short(Version, "form_service", report.service or ""),
        form_version=_short(Version, "form_version", report.version or ""),
        answers=answers_document(report.answers),
        notes=after_file(online.notes, report.answers),
        layer=int(report.layer),
        is_accepted=report.is_accepted,
        costs=costs_document(report.costs),
        created_at=timezone.now(),
        created_by_id=made_by,
    )
    found = [_finding(version, i, one, report) for i, one in enumerate(report.findings)]
    return version, VersionFinding.objects.bulk_create(found)


def make_current(submission: Return, version: Version) -> None:
    """Let a version count; the row in hand says so too, as whoever holds it goes on with it."""
    submission.current, submission.state, submission.changed_at = version, ReturnState.IN_PROGRESS, timezone.now()
    Return.objects.filter(id=submission.id).update(
        current=version, state=submission.state, changed_at=submission.changed_at
    )


def _finding(version: Version, position: int, finding: Finding, report: Report) -> VersionFinding:
    texts = {name: getattr(finding, name) or "" for name in ("code", "key", "sheet", "cell", "label", "guess")}
    words = {name: getattr(finding, name) or "" for name in ("read", "expected", "message", "fix")}
    return VersionFinding(
        **_whose(version),
        version=version,
        position=position,
        layer=int(finding.layer),
        severity=finding.severity,
        audience=finding.audience,
        value=storable(value_explained(finding, report.answers)),
        **{name: _short(VersionFinding, name, text) for name, text in (texts | words).items()},
    )


def _short(model: type[Version] | type[VersionFinding], name: str, text: str) -> str:
    """Return as much of the text as the column holds: sheets and labels are named by whoever made the file."""
    return storable(text)[: getattr(model._meta.get_field(name), "max_length", None)]


def _whose(row: Return | Version) -> dict[str, object]:
    return {"exercise_id": row.exercise_id, "authority_id": row.authority_id, "provider_id": row.provider_id}
