"""The team's actions on a mail: read it, open an attachment, assign it to a colleague, link it, mark it as handled."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import queries as accounts
from accounts.actions import audit
from accounts.actions.encryption import unseal
from accounts.domain.context import Context
from accounts.domain.personal_links import bytes_without_keys, without_keys
from accounts.domain.refusal import Refusal
from accounts.domain.roles import TEAM_ROLES
from engagement import queries
from engagement.contacts.actions import contacts
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Source,
)
from engagement.domain.owner_team import OwnerTeam
from engagement.inbox.domain.inbound_mail import MailKind
from engagement.inbox.domain.mail_parser import read_mail
from engagement.models import Contact, InboundMail
from register import queries as register
from spreadsheets.file_names import shown_name
from submissions.domain.results import OpenedFile

NOT_A_COLLEAGUE = Refusal("Choose somebody of the independent team.")
NOWHERE = Refusal("Choose a location.")


@dataclass(frozen=True, slots=True)
class OpenedMail:
    row: InboundMail
    text: str


@transaction.atomic
def read(*, by: Context, mail_id: UUID) -> OpenedMail | None:
    """Return the words of a mail, and record the look: providers send figures by mail."""
    mail = queries.mail_for(by, mail_id)
    if mail is None:
        return None
    _record(by, mail, "read an email")
    return OpenedMail(mail, without_keys(unseal(mail.sealed_text).decode("utf-8", "replace")))


@transaction.atomic
def open_attachment(*, by: Context, mail_id: UUID, number: int) -> OpenedFile | None:
    """Return an attachment as it came; nothing of ours opens it."""
    mail = queries.mail_for(by, mail_id)
    if mail is None:
        return None
    found = next((each for each in read_mail(unseal(mail.sealed)).attached if each.number == number), None)
    if found is None:
        return None
    _record(by, mail, "opened an attachment")
    name = shown_name(found.name) if found.name else f"attachment-{number}"
    is_words = found.kind.startswith(("message/", "text/"))
    return OpenedFile(name, bytes_without_keys(found.data) if is_words else found.data)


@transaction.atomic
def open_whole(*, by: Context, mail_id: UUID) -> OpenedFile | None:
    mail = queries.mail_for(by, mail_id)
    if mail is None:
        return None
    _record(by, mail, "downloaded an email")
    return OpenedFile("message.eml", bytes_without_keys(unseal(mail.sealed)))


@transaction.atomic
def handle(*, by: Context, mail_id: UUID, is_handled: bool = True) -> InboundMail | None:
    """Mark a mail as handled, or as not handled."""
    mail = queries.mail_for(by, mail_id)
    if mail is None:
        return None
    done = {"handled_at": timezone.now(), "handled_by_id": by.person_id}
    undone = {"handled_at": None, "handled_by_id": None}
    InboundMail.objects.filter(id=mail.id).update(**(done if is_handled else undone))
    _record(by, mail, "handled an email" if is_handled else "took an email up again")
    return mail


@transaction.atomic
def assign(*, by: Context, mail_id: UUID, to: UUID | None) -> InboundMail | Refusal | None:
    mail = queries.mail_for(by, mail_id)
    if mail is None:
        return None
    if to and not accounts.people_of_authority(by.own_authority, TEAM_ROLES).filter(id=to).exists():
        return NOT_A_COLLEAGUE
    InboundMail.objects.filter(id=mail.id).update(assigned_to_id=to)
    _record(by, mail, "assigned an email")
    return mail


@transaction.atomic
def link(*, by: Context, mail_id: UUID, participation_id: UUID) -> InboundMail | Refusal | None:
    """Link a mail to the location that it is about, replacing what the portal had guessed."""
    mail = queries.mail_for(by, mail_id)
    if mail is None:
        return None
    asked = register.reached_location(by, participation_id)
    if asked is None:
        return NOWHERE
    if mail.contact_id:
        taken_back = {"withdrawn_at": timezone.now(), "withdrawn_by_id": by.person_id}
        Contact.objects.filter(id=mail.contact_id, withdrawn_at=None).update(**taken_back)
    said = Contacted(
        channel=Channel.EMAIL,
        direction=Direction.IN,
        happened_at=mail.received_at,
        participation_ids=(asked.id,),
        outcome=ContactOutcome.NO_ANSWER if mail.kind == MailKind.AUTOMATIC else ContactOutcome.SENT,
        people_ids=(mail.person_id,) if mail.person_id else (),
        names=() if mail.person_id else ((mail.from_name or mail.from_address)[:200],),
        source=Source.MAILBOX,
    )
    contact = contacts.enter(said, [asked], side=OwnerTeam.TEAM, by_id=by.person_id)
    InboundMail.objects.filter(id=mail.id).update(contact=contact, exercise_id=asked.exercise_id)
    _record(by, mail, "linked an email")
    return mail


def _record(by: Context, mail: InboundMail, verb: str) -> None:
    """Record an action, without the mail's subject, which is the sender's own words."""
    audit.record_on(mail, by=by, verb=verb, kind="inbound mail")
