"""Write the portal's mail about returns, in the transaction that it tells of; the worker sends it."""

from collections.abc import Iterable
from uuid import UUID

import structlog

from accounts import queries as accounts
from accounts.actions.outbox import post
from accounts.actions.portal_links import link_to
from accounts.domain.context import Context
from accounts.domain.portal_mail import PortalMail
from costing.findings import Audience, Severity
from register.actions.participation_mails import about_place
from spreadsheets.file_names import shown_name
from submissions import queries
from submissions.domain import return_mails
from submissions.domain.explanations import asks_to_explain, figures, unexplained
from submissions.domain.states import Move
from submissions.models import Return, Upload, Version, VersionFinding

log = structlog.get_logger(__name__)


def checked(version: Version, found: Iterable[VersionFinding]) -> None:
    """Tell the sender of a file what was found, unless they have left or want fewer e-mails."""
    submission = version.submission
    person = accounts.person_of_provider(submission.provider_id, version.created_by_id)
    if person is None or person.wants_fewer_emails:
        return
    shown = [one for one in found if one.audience == Audience.PROVIDER]
    explained = submission.explanations.all() if any(map(asks_to_explain, shown)) else ()
    mail = return_mails.checked(
        submission.participation.location_name,
        version.number,
        to_fix=sum(found.severity == Severity.MUST_FIX for found in shown),
        to_explain=figures(unexplained(shown, explained)),
        fate=queries.fate_of(version),
    )
    _tell(mail, {person.email: person.full_name}, submission, *_file(version.upload))


def failed(upload_id: UUID) -> None:
    """Tell the administrators, who get a reference and no more, and the sender that an upload has failed for good."""
    upload = Upload.objects.select_related("submission__participation", "received_by").defer("sealed").get(id=upload_id)
    log.error("an upload has failed for good", upload=str(upload_id), reference=upload.reference)
    place, sender = upload.submission.participation.location_name, upload.received_by
    post(return_mails.failed(upload.reference), dict.fromkeys(accounts.addresses_of_administrators(), ""), about=upload)
    if _still_there(sender.email, upload.submission):
        mail = return_mails.could_not_be_checked(upload.reference, place)
        _tell(mail, {sender.email: sender.full_name}, upload.submission, *_file(upload))


def handed_over(move: Move, submission: Return, *, by: Context) -> None:
    """Tell the provider's people who worked on this return what was done with it.

    If they have left, its administrators.
    """
    mail = return_mails.handed_over(move, submission.participation.location_name, by.person_name)
    senders = set(submission.uploads.values_list("received_by_id", flat=True))
    senders |= set(submission.versions.values_list("created_by_id", flat=True))
    taking_part = senders | {one for one in (submission.submitted_by_id, by.person_id) if one is not None}
    provider_id = submission.provider_id
    people = accounts.people_of_provider(provider_id).filter(id__in=taking_part)
    people = people or accounts.people_of_provider(provider_id, administrators_only=True)
    current = submission.current
    more = _file(current.upload) if current else ()
    _tell(mail, {person.email: person.full_name for person in people}, submission, *more)


def _tell(mail: PortalMail, people: dict[str, str], submission: Return, *more: str) -> None:
    """Write about a return: which it is, and a link to its very page."""
    link = link_to("submissions:participation_detail", submission.participation_id)
    post(about_place(mail, submission.participation, *more), people, about=submission, link=link)


def _file(upload: Upload | None) -> tuple[str, ...]:
    return (f"file: {shown_name(upload.file_name)}", f"reference: {upload.reference}") if upload else ()


def _still_there(email: str, submission: Return) -> bool:
    """Tell whether somebody still acts for the provider; people who have left are not written to."""
    return accounts.people_of_provider(submission.provider_id).filter(email=email).exists()
