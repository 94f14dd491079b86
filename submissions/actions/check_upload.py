"""Check what was read of a file for one location, and turn away at the door what is no return of it."""

from dataclasses import replace

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing import sandbox
from costing.form import Form
from costing.forms import form_for
from costing.reader.raw_return import RawReturn, Unreadable
from costing.report import Report, check_raw, is_whole_return
from costing.serialisation import answers_from
from register.queries import Participation
from submissions.actions.draft_access import cannot_save
from submissions.actions.exercise_requirements import terms_of
from submissions.actions.import_workbook import newest_of
from submissions.domain.online.lost_cells import completed, lost_findings
from submissions.domain.online.typed_answers import typed_from
from submissions.domain.wrong_files import why_wrong
from submissions.models import Draft, Return


def at_the_door(*, by: Context, participation: Participation, data: bytes) -> RawReturn | Refusal | None:
    """Read a file: a refusal tells why it is no return of this location; None if it is not read here.

    ``participation`` is one that they were shown. It is not read where something else forbids to send it, and has to be
    read again where the fault may be ours.
    """
    if not by.is_provider or cannot_save(participation):
        return None
    raw, location_id = sandbox.read_bytes(data), participation.location.cqc_location_id
    if is_whole_return(raw, terms_of(participation), location_id):
        return raw if isinstance(raw, RawReturn) else None
    wrong = why_wrong(report_on(participation, raw), location_id)
    if wrong:
        return Refusal(f"{wrong.message} {wrong.fix} Nothing was changed.")
    return None if isinstance(raw, Unreadable) else raw


def report_on(participation: Participation, raw: RawReturn | Unreadable) -> Report:
    """Return the report; what a workbook has lost is taken from what stood before, and said."""
    terms = terms_of(participation)
    form = form_for(raw.service, raw.version) if isinstance(raw, RawReturn) else None
    if isinstance(raw, Unreadable) or form is None or not raw.missing:
        return check_raw(raw, terms)
    whole = completed(form, raw, _what_stands(participation, form))
    report = check_raw(whole, terms)
    if report.answers is None:
        return report
    return replace(report, findings=(*lost_findings(form, raw.missing, whole.missing), *report.findings))


def _what_stands(participation: Participation, form: Form) -> dict[str, str]:
    """Return the online answers, and else those of the current version, as they would be typed."""
    submission = Return.objects.select_related("current").filter(participation=participation).first()
    draft = Draft.objects.filter(submission=submission, form_version=form.version).first() if submission else None
    typed = {key: text for row in newest_of(draft).values() for key, text in row.answers.items()} if draft else {}
    version = submission.current if submission else None
    if typed or version is None or (version.form_service, version.form_version) != (form.service, form.version):
        return typed
    answers = answers_from(form.service, form.version, version.answers)
    return typed_from(form, answers) if answers else {}
