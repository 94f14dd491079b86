"""Take a mail in: keep it sealed whatever it is, then match it with what it answers and with who wrote it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.actions.encryption import seal
from engagement.contacts.actions import contacts
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Source,
)
from engagement.domain.owner_team import OwnerTeam
from engagement.inbox.domain.inbound_mail import Attached, MailKind, ReadMail
from engagement.inbox.domain.mail_parser import UNREAD, read_mail
from engagement.inbox.domain.mail_tokens import tokens_in
from engagement.models import Contact, InboundMail, Message, PersonMark
from engagement.people.actions import opt_outs
from register import queries as register
from register.queries import ContactPerson, Participation
from spreadsheets.file_names import shown_name

log = structlog.get_logger(__name__)
# Mail servers give up after five days at most.
BOUNCES_WITHIN = timedelta(days=7)
# Where anybody may have an address: that two share such a domain says nothing.
EVERYBODYS = frozenset(
    [
        "aol.com",
        "bt.com",
        "btinternet.com",
        "gmail.com",
        "gmx.com",
        "googlemail.com",
        "hotmail.co.uk",
        "hotmail.com",
        "icloud.com",
        "live.co.uk",
        "live.com",
        "mail.com",
        "me.com",
        "msn.com",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "sky.com",
        "talktalk.net",
        "virginmedia.com",
        "yahoo.co.uk",
        "yahoo.com",
        "ymail.com",
    ]
)
# What a mail from outside counts as in the log: an automatic answer engages nobody.
OUTCOMES = {MailKind.MAIL: ContactOutcome.SENT, MailKind.AUTOMATIC: ContactOutcome.NO_ANSWER}


@dataclass(frozen=True, slots=True)
class Arrived:
    """A mail as it lay in the mailbox. ``is_cut``: ``data`` is only its beginning, ``size`` the size of the whole."""

    mailbox: str
    uidvalidity: int
    uid: int
    data: bytes
    size: int
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """The message, person and locations that a mail belongs to, as far as we know."""

    message: Message | None = None
    person: ContactPerson | None = None
    asked: tuple[Participation, ...] = ()

    @property
    def authority_id(self) -> UUID | None:
        return self.message.authority_id if self.message else self.asked[0].authority_id if self.asked else None

    @property
    def exercise_id(self) -> UUID | None:
        return self.message.exercise_id if self.message else self.asked[0].exercise_id if self.asked else None


def receive(arrived: Arrived, *, unread: bool = False) -> bool:
    """Keep a mail; return True if it is new. Whatever goes wrong with its contents, the mail itself is kept.

    ``unread``: do not look into it, as a worker has died of that.
    """
    if arrived.is_cut and _is_here(arrived):  # no constraint says so: two may begin alike
        return False
    mail = UNREAD if unread else read_mail(arrived.data)
    try:
        mail, failed = _informal_bounce(mail)
        match = Match(failed) if failed else _matched(mail)
        return _received(arrived, _of_recipient(mail, match.message), match)
    except Exception:
        log.exception("a mail could not be matched", uid=arrived.uid)
        return _received(arrived, UNREAD, Match())


def _informal_bounce(mail: ReadMail) -> tuple[ReadMail, Message | None]:
    """Recognise an informal bounce: it must name a message of ours, or one person whom we have just written to."""
    failure = mail.failure
    if failure is None:
        return mail, None
    message = _message(replace(mail, answers=(*mail.answers, *failure.about)))
    if message is None:
        lately = Message.objects.filter(sent_at__gte=timezone.now() - BOUNCES_WITHIN)
        found = lately.annotate(small=Lower("address")).filter(small__in=failure.addresses)
        latest = found.select_related("person", "step").order_by("small", "-sent_at").distinct("small")[:2]
        message = latest[0] if len(latest) == 1 else None
    if message is None:
        return mail, None
    return replace(mail, kind=MailKind.BOUNCE, bounced=message.address, is_for_good=failure.is_for_good), message


def _of_recipient(mail: ReadMail, message: Message | None) -> ReadMail:
    """Read a report of several recipients as what it says of the message's own; if it names others alone, of all."""
    own = [each for each in mail.reported if message and message.address.lower() in each.addresses]
    if not own or message is None:
        return mail
    failed = [each for each in own if each.has_failed]
    if not failed:
        return replace(mail, kind=MailKind.DELAY if mail.kind is MailKind.DELAY else MailKind.AUTOMATIC)
    is_for_good = all(each.is_for_good for each in failed)
    return replace(mail, kind=MailKind.BOUNCE, bounced=message.address, is_for_good=is_for_good)


def _received(arrived: Arrived, mail: ReadMail, match: Match) -> bool:
    try:
        with transaction.atomic():
            row = _keep(arrived, mail, match)
            _act(row, mail, match)
    except IntegrityError:
        if _is_here(arrived):
            return False
        raise
    return True


def _is_here(arrived: Arrived) -> bool:
    same = InboundMail.objects.filter(mailbox=arrived.mailbox)
    digest = sha256(arrived.data).hexdigest()
    return (
        same.filter(uidvalidity=arrived.uidvalidity, uid=arrived.uid).exists()
        or same.filter(sha256=digest, is_cut=arrived.is_cut, size=arrived.size).exists()
    )


def _keep(arrived: Arrived, mail: ReadMail, match: Match) -> InboundMail:
    fallback = None if match.authority_id else register.authority_for_tasks(settings.MAILBOX_AUTHORITY)
    return InboundMail.objects.create(
        authority_id=match.authority_id or fallback,
        exercise_id=match.exercise_id,
        mailbox=arrived.mailbox,
        uidvalidity=arrived.uidvalidity,
        uid=arrived.uid,
        sha256=sha256(arrived.data).hexdigest(),
        kind=mail.kind.value,
        message_id=mail.message_id,
        from_name=mail.from_name,
        from_address=mail.from_address,
        subject=mail.subject,
        written_at=mail.written_at,
        received_at=timezone.now(),
        size=arrived.size,
        is_cut=arrived.is_cut,
        attached=[
            {
                "number": each.number,
                "name": each.name and shown_name(each.name),
                "kind": each.kind,
                "size": len(each.data),
            }
            for each in mail.attached
        ],
        sealed=seal(arrived.data),
        sealed_text=seal(mail.text.encode("utf-8", "replace")),
        answer_to=match.message,
        person=match.person,
    )


def _named(part: Attached) -> dict[str, object]:
    name = shown_name(part.name) if part.name else ""
    return {"number": part.number, "name": name, "kind": part.kind, "size": len(part.data)}


def _matched(mail: ReadMail) -> Match:
    """Match a mail by what it answers, then by who wrote it. A bounce counts only if it names one of our messages."""
    message = _message(mail)
    if mail.kind in (MailKind.BOUNCE, MailKind.DELAY):
        return Match(message)
    people = list(register.people_with_address(mail.from_address)) if mail.from_address else []
    if message is None and people:
        message = _last_to(mail.from_address)
    if message is not None:
        asked = tuple(row.participation for row in message.about.filter(why="").select_related("participation"))
        return Match(message, _who(people, message), asked)
    here = register.asked_at_for_tasks([person.id for person in people])
    return Match(None, people[0] if people and here else None, tuple(here))


def _message(mail: ReadMail) -> Message | None:
    rows = Message.objects.select_related("person", "step")
    by_id = {message.message_id: message for message in rows.filter(message_id__in=mail.answers)}
    for answered in reversed(mail.answers):
        if answered in by_id:
            return by_id[answered]
    return rows.filter(id__in=tokens_in(mail.sent_to)).first()


def _last_to(address: str) -> Message | None:
    """Return the last message to an address: somebody who writes anew most likely means what they got last."""
    rows = Message.objects.select_related("person", "step").filter(address__iexact=address, sent_at__isnull=False)
    return rows.order_by("-sent_at").first()


def _who(people: list[ContactPerson], message: Message) -> ContactPerson | None:
    """Return the message's person if the mail is from their address, or somebody known there, or None."""
    return next((one for one in people if one.id == message.person_id), people[0] if people else None)


def _act(row: InboundMail, mail: ReadMail, match: Match) -> None:
    if mail.kind is MailKind.BOUNCE and match.message:
        bounce(match.message, is_for_good=mail.is_for_good)
    outcome = OUTCOMES.get(mail.kind)
    if outcome and match.asked:
        outcome = outcome if _is_of_there(mail, match) else ContactOutcome.NO_ANSWER
        row.contact = _entered(mail, match, outcome, row.received_at)
        row.save(update_fields=["contact"])


def _is_of_there(mail: ReadMail, match: Match) -> bool:
    """Tell whether somebody of the location wrote it: known there, or with an address at the domain of one known.

    A stranger's answer engages nobody until a colleague has linked it.
    """
    if match.person is not None:
        return True
    known = {match.message.address} if match.message else set()
    known |= register.addresses_at_for_tasks([each.provider_id for each in match.asked])
    domains = {address.rpartition("@")[2].lower() for address in known} - EVERYBODYS
    return mail.from_address.rpartition("@")[2] in domains


def bounce(message: Message, *, is_for_good: bool) -> None:
    """Mark a message as bounced: its e-mail no longer counts as one that arrived."""
    Message.objects.filter(id=message.id, bounced_at=None).update(bounced_at=timezone.now())
    if message.contact_id:
        Contact.objects.filter(id=message.contact_id).update(outcome=ContactOutcome.BOUNCED)
    if is_for_good:
        opt_outs.mark(message, PersonMark.Mark.BAD_ADDRESS)


def _entered(mail: ReadMail, match: Match, outcome: ContactOutcome, at: datetime) -> Contact | None:
    """Enter a mail in the log once for its Message-ID: a second copy is kept and is no second contact."""
    key = sha256((mail.message_id or f"{mail.from_address} {at.isoformat()}").encode()).hexdigest()[:40]
    known = Contact.objects.filter(exercise_id=match.asked[0].exercise_id, external_id=f"mail:{key}").first()
    if known:
        return known
    name = mail.from_name or mail.from_address
    said = Contacted(
        channel=Channel.EMAIL,
        direction=Direction.IN,
        happened_at=at,
        participation_ids=tuple(each.id for each in match.asked),
        outcome=outcome,
        people_ids=(match.person.id,) if match.person else (),
        names=() if match.person or not name else (name[:200],),
        source=Source.MAILBOX,
    )
    return contacts.enter(said, list(match.asked), side=OwnerTeam.TEAM, by_id=None, external_id=f"mail:{key}")
