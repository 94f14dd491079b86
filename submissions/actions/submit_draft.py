"""Check an online return and finish it as a version, by the same checks and records as a workbook's."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.findings import Audience
from costing.report import Report, check_raw
from costing.serialisation import answers_document, costs_document
from register.queries import Participation
from submissions import queries
from submissions.actions import import_workbook, version_record
from submissions.actions.draft_access import next_number
from submissions.actions.draft_lock import LockedDraft, opened_for
from submissions.actions.exercise_requirements import terms_of
from submissions.actions.return_audit import record_on
from submissions.domain.online.typed_answers import is_needless, raw_return
from submissions.models import Version
from submissions.queries import Standing


def report_on(participation: Participation, standing: Standing) -> Report:
    """Return the report of an online return, as of a workbook with the same answers."""
    report = check_raw(raw_return(standing.form, standing.typed), terms_of(participation))
    return replace(report, findings=tuple(one for one in report.findings if not is_needless(standing.form, one)))


@transaction.atomic
def finish(*, by: Context, participation_id: UUID) -> Version | Refusal | None:
    """Make the draft a version, with findings and costs; an unchanged draft returns the version that there is."""
    at = opened_for(by, participation_id)
    if not isinstance(at, LockedDraft):
        return at
    refusal = _undecided(at.standing)
    if refusal:
        return refusal
    report, current = report_on(at.participation, at.standing), at.submission.current
    if current is not None and _says_the_same(by, current, report):
        return current
    version = version_record.keep(at.submission, report, number=next_number(at.submission), made_by=by.person_id)
    version_record.make_current(at.submission, version)
    record_on(at.submission, by=by, verb="finished the online answers", words=f"version {version.number}")
    return version


def _undecided(standing: Standing) -> Refusal | None:
    if standing.draft and standing.draft.offered_id:
        return Refusal("A workbook has come in. Please say first whether its answers are to replace those typed here.")
    if standing.clashes:
        return Refusal("There are two answers to a question. Please choose one of them first.")
    return None


def _says_the_same(by: Context, version: Version, report: Report) -> bool:
    """Tell whether answers, costs and findings equal the version's.

    The findings may differ as exercises change their terms.
    """
    if version.upload_id is not None or version.notes != import_workbook.notes_of(version.submission):
        return False
    if version.answers != answers_document(report.answers):
        return False
    found = sorted((one.code, one.key, one.message) for one in queries.findings_of(by, version))
    shown = [one for one in report.findings if one.audience == Audience.PROVIDER]
    return version.costs == costs_document(report.costs) and found == sorted(
        (one.code, one.key or "", one.message) for one in shown
    )
