"""What a worker does for a workbook that the team takes in: looks whose and what it is, and makes a version of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actions import encryption, task_queue
from costing import sandbox
from costing.foreign.evaluation import raw_return
from costing.foreign.rules import rules_document, rules_from
from costing.forms import CURRENT, form_for
from costing.parsing.answers import take_in
from costing.reader.raw_return import RawReturn, Unreadable
from costing.report import Report, check_raw
from register import queries as register
from register.actions.import_work import ImportWork
from register.domain.imports import ImportState
from register.queries import Participation
from spreadsheets.tables.any_file import UnreadableTable
from submissions.actions import import_workbook, references, version_record
from submissions.actions.check_upload import report_on
from submissions.actions.draft_access import locked_return, next_number
from submissions.actions.exercise_requirements import terms_of
from submissions.actions.return_audit import record_on
from submissions.domain import return_refusals
from submissions.domain.states import Move, ReturnState, Station, UploadState
from submissions.domain.wrong_files import is_wrong_file
from submissions.intake.actions.intake import PROCESS_WORKBOOK
from submissions.intake.actions.mapping_page import grid_of, proposal_for
from submissions.intake.domain.location_ids import id_in_cells, id_in_name
from submissions.intake.domain.waiting_for import WaitingFor
from submissions.models import IntakeWorkbook, RememberedLayout, Return, Upload, Version


def process(workbook_id: UUID) -> None:
    _WORK.process(workbook_id)


def sweep() -> int:
    return _WORK.sweep()


def _read(row: IntakeWorkbook) -> None:
    """Find out which form and which location it is, and whether its layout is known."""
    raw = sandbox.read_bytes(encryption.unseal(row.sealed))
    if isinstance(raw, Unreadable):
        raise UnreadableTable(f"{raw.finding.message} {raw.finding.fix}")
    is_ours = form_for(raw.service, raw.version) is not None
    participation = row.participation or _location(row, raw)
    if participation is None:
        _WORK.leave(row, state=ImportState.READY, waiting_for=WaitingFor.LOCATION)
        return
    row.participation = participation
    if is_ours:
        _confirmed(row, participation_id=participation.id)
        return
    grid = grid_of(row)
    if grid is None:
        raise UnreadableTable("This workbook holds far more than a return, so it was not opened.")
    page = proposal_for(row, grid)
    known = page.layout if page.layout is not None and not page.proposal.doubts else None
    if known is None:
        _WORK.leave(row, state=ImportState.READY, waiting_for=WaitingFor.MAPPING, participation_id=participation.id)
        return
    rules = rules_document(page.proposal.settled({}))
    _confirmed(row, participation_id=participation.id, layout_id=known.id, mapping=rules, confirmations=0)


def _confirmed(row: IntakeWorkbook, **values: object) -> None:
    _WORK.leave(row, state=ImportState.CONFIRMED, waiting_for="", tries=0, claimed_at=None, **values)
    task_queue.nudge(PROCESS_WORKBOOK, row.id)


def _location(row: IntakeWorkbook, raw: RawReturn) -> Participation | None:
    """Return the location by the list that came with the folder, by an answer, the file's name, or the cells."""
    asked = set(register.location_ids_of(row.exercise))
    form = form_for(raw.service, raw.version)
    answered = (take_in(form, raw)[0].choice("location_id") or "") if form else ""
    chosen = row.folder.chosen.get(row.file_name, "") if row.folder else ""
    grid = None if answered in asked else grid_of(row)
    ids = (chosen, answered, id_in_name(row.file_name, asked), id_in_cells(grid, asked) if grid else "")
    found = next((each for each in ids if each in asked), "")
    return register.asked_location(row.exercise, found) if found else None


def _apply(row: IntakeWorkbook) -> None:
    """Make an upload and a version of it in one commit; a return that is beyond changing stays as it is."""
    participation, now = row.participation, timezone.now()
    if participation is None:
        raise UnreadableTable("Its location is not known any more.")
    data = encryption.unseal(row.sealed)
    report = _report(row, participation, data)
    if report.answers is None or is_wrong_file(report.answers, participation.location.cqc_location_id):
        first = next(iter(report.findings), None)
        raise UnreadableTable(f"{first.message} {first.fix}" if first else "It is not a return of this location.")
    with transaction.atomic():
        submission = locked_return(participation, now)
        refusal = return_refusals.forbidden(ReturnState(submission.state), Move.SAVE)
        if refusal:
            raise UnreadableTable(refusal.because)
        version = _version(row, submission, report, now)
        handed = row.hands_in and _hand_in(row, submission, version, now)
        if row.layout_id:
            RememberedLayout.objects.filter(id=row.layout_id).update(times_used=F("times_used") + 1)
        done = {"upload_id": version.upload_id, "words": _words(report, handed), "finished_at": now, "sealed": b""}
        _WORK.leave(row, state=ImportState.DONE, **done)


def _report(row: IntakeWorkbook, participation: Participation, data: bytes) -> Report:
    if not row.mapping:
        return report_on(participation, sandbox.read_bytes(data))
    form, grid = CURRENT[row.exercise.service], grid_of(row)
    if grid is None:
        raise UnreadableTable("This workbook cannot be read any more.")
    given = {
        "location_id": participation.location.cqc_location_id,
        form.name_key: participation.location_name,
        "price_date": row.exercise.price_date.isoformat(),
    }
    return check_raw(raw_return(form, grid, rules_from(row.mapping), given), terms_of(participation))


def _version(row: IntakeWorkbook, submission: Return, report: Report, now: datetime) -> Version:
    upload = Upload(
        submission=submission,
        exercise_id=submission.exercise_id,
        authority_id=submission.authority_id,
        provider_id=submission.provider_id,
        number=next_number(submission),
        file_name=row.file_name.rpartition("/")[2],
        size=row.size,
        sha256=row.sha256,
        sealed=row.sealed,
        received_at=row.received_at,
        received_by_id=row.received_by_id,
        state=UploadState.DONE,
        station=Station.DONE,
        finished_at=now,
    )
    references.save_with_reference(upload)
    version = version_record.keep(submission, report, number=upload.number, made_by=row.received_by_id, upload=upload)
    if version_record.counts(version, submission) and import_workbook.fill_or_offer(
        version, submission, report.answers
    ):
        version_record.make_current(submission, version)
    record_on(submission, by=None, verb="took in a workbook for the provider", words=upload.reference)
    return version


def _hand_in(row: IntakeWorkbook, submission: Return, version: Version, now: datetime) -> bool:
    """Count it as submitted, as it was at the time; not while something must be put right. True if it counts."""
    waits = Return.objects.filter(id=submission.id, current=version, state=ReturnState.IN_PROGRESS)
    if not version.is_accepted or not waits.update(
        state=ReturnState.SUBMITTED, submitted_at=now, submitted_by_id=row.received_by_id, received_at=row.received_at,
        changed_at=now, declared_by_name=_signed(version),
    ):  # fmt: skip
        return False
    record_on(submission, by=None, verb="counted a return of an old exercise as submitted", words=f"{version.number}")
    return True


def _signed(version: Version) -> str:
    name = (version.answers.get("completed_by_name") or {}).get("value") or ""
    return str(name)[:200] or "as the workbook says"


def _words(report: Report, handed: bool) -> str:
    must = sum(finding.severity == "must_fix" for finding in report.findings)
    left = f"{must} thing{'s' * (must != 1)} to put right." if must else "Nothing must be put right."
    return f"{left}{' It counts as submitted.' if handed else ''}"


_WORK = ImportWork(IntakeWorkbook, _read, _apply, lambda key: task_queue.nudge(PROCESS_WORKBOOK, key), {})
