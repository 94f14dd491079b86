"""Opt out of e-mails: whoever holds the signed link asks for it, and the worker does it."""

from uuid import UUID

import structlog
from django.core import signing
from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.actions.portal_links import link_to
from engagement.actions.task_names import CATCH_UP
from engagement.models import Message, OptOutRequest, PersonMark
from register import queries as register

log = structlog.get_logger(__name__)
SALT = "opt-out"
AT_A_TIME = 500


def link_for(message_id: UUID) -> str:
    return link_to("engagement:opt_out", _signer().sign(message_id.hex))


def _signer() -> signing.Signer:
    """Return the signer, made when it is needed: commands that only look at addresses have no secret key."""
    return signing.Signer(salt=SALT)


def message_in(token: str) -> UUID | None:
    """Return the message of a link; None if it is not one of ours, or was cut short on its way."""
    try:
        return UUID(_signer().unsign(token))
    except (signing.BadSignature, ValueError):
        return None


@transaction.atomic
def ask(*, token: str) -> bool:
    """Keep the request of whoever holds the link; a second one does no harm. Return False for an invalid link."""
    message = message_in(token)
    if message is None:
        return False
    # Written without reading it back: a page without sign-in sees no row.
    OptOutRequest.objects.bulk_create([OptOutRequest(message=message, asked_at=timezone.now())], ignore_conflicts=True)
    task_queue.nudge_when_committed(CATCH_UP)
    return True


def catch_up() -> int:
    """Mark everybody who asked, at every record with that address, for the worker; return how many requests."""
    waiting = OptOutRequest.objects.filter(done_at__isnull=True).order_by("asked_at")[:AT_A_TIME]
    return sum(_done(request) for request in waiting)


@transaction.atomic
def _done(request: OptOutRequest) -> bool:
    mine = OptOutRequest.objects.filter(id=request.id, done_at__isnull=True).update(done_at=timezone.now())
    message = Message.objects.filter(id=request.message).first()
    if not mine or message is None:
        return False
    mark(message, PersonMark.Mark.OPTED_OUT)
    return True


def mark(message: Message, how: str) -> None:
    """Mark everybody with the address of a message, in the authority whose message it is."""
    people = {person.id: person for person in register.people_with_address(message.address)}
    people |= {message.person_id: message.person}
    for person in people.values():
        _, is_new = PersonMark.objects.get_or_create(
            authority_id=message.authority_id,
            provider_id=person.provider_id,
            person=person,
            participation=None,
            mark=how,
            ended_at=None,
            defaults={"made_at": timezone.now()},
        )
        if is_new:
            _record(message, how, person.id)


def _record(message: Message, how: str, person_id: UUID) -> None:
    audit.record_on(
        message, by=None, verb="marked a person", kind="contact person", id=person_id, words=PersonMark.Mark(how).label
    )
