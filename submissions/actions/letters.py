"""Send what the portal writes about returns; that a letter could not be sent never undoes what it is about."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

import structlog
from django.conf import settings

from accounts import queries as accounts
from accounts.actions import mail
from accounts.domain.context import Context
from submissions.domain import letters
from submissions.domain.findings import Audience, Severity
from submissions.domain.letters import Letter
from submissions.domain.states import Move
from submissions.models import Return, Upload, Version

log = structlog.get_logger(__name__)

TEMPLATE = "submissions/mail/letter"


def checked(version: Version) -> None:
    """To who sent the file, unless they want fewer e-mails."""
    quietly(lambda: _checked(version.id), version.upload.reference if version.upload else str(version.id))


def _checked(version_id: UUID) -> None:
    version = Version.objects.select_related("submission__participation", "created_by").get(id=version_id)
    person, submission = version.created_by, version.submission
    if person.wants_fewer_emails or not _still_there(person.email, submission):
        return
    shown = version.findings.filter(audience=Audience.PROVIDER)
    letter = letters.checked(
        submission.participation.location_name,
        version.number,
        to_fix=shown.filter(severity=Severity.MUST_FIX).count(),
        to_explain=shown.filter(severity=Severity.EXPLAIN).count(),
        counts=submission.current_id == version.id,
    )
    post(letter, {person.email: person.full_name})


def failed(upload_id: UUID) -> None:
    """To the administrators, who get a reference and no more, and to who sent the file."""
    quietly(lambda: _failed(upload_id), str(upload_id))


def _failed(upload_id: UUID) -> None:
    upload = Upload.objects.select_related("submission__participation", "received_by").defer("sealed").get(id=upload_id)
    log.error("an upload has failed for good", upload=str(upload_id), reference=upload.reference)
    place, sender = upload.submission.participation.location_name, upload.received_by
    post(letters.failed(upload.reference), dict.fromkeys(accounts.addresses_of_administrators(), ""))
    if _still_there(sender.email, upload.submission):
        post(letters.could_not_be_checked(upload.reference, place), {sender.email: sender.full_name})


def handed_over(move: Move, submission: Return, *, by: Context) -> None:
    """To the provider's people who sent in something of this return; where they have gone, to its administrators."""
    quietly(lambda: _handed_over(move, submission, by), str(submission.id))


def _handed_over(move: Move, submission: Return, by: Context) -> None:
    letter = letters.handed_over(move, submission.participation.location_name, by.person_name)
    senders = set(submission.uploads.values_list("received_by_id", flat=True))
    senders |= set(submission.versions.values_list("created_by_id", flat=True))
    taking_part = senders | {one for one in (submission.submitted_by_id, by.person_id) if one is not None}
    provider_id = submission.provider_id
    people = accounts.people_of_provider(provider_id).filter(id__in=taking_part)
    people = people or accounts.people_of_provider(provider_id, administrators_only=True)
    post(letter, {person.email: person.full_name for person in people})


def _still_there(email: str, submission: Return) -> bool:
    """Whoever has left the provider is not written to any more."""
    return accounts.people_of_provider(submission.provider_id).filter(email=email).exists()


def post(letter: Letter, people: dict[str, str], *, link: str = "") -> None:
    """By e-mail address the name; the link is to the portal where no other is given."""
    said = {"letter": letter, "portal_name": settings.PORTAL_NAME, "link": link or settings.PORTAL_URL}
    for email, name in people.items():
        words = said | {"name": name}
        quietly(partial(mail.send, TEMPLATE, words, to=email, subject=" ".join(letter.subject.split())), letter.subject)


def quietly(post: Callable[[], None], subject: str) -> None:
    try:
        post()
    except Exception:  # a mail server that is away must not undo, or repeat, what the letter tells of
        log.exception("a letter could not be sent", subject=subject)
