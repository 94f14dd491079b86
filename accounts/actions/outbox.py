"""The portal's own mail: written in the transaction that it tells of, and sent once by the worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from accounts import queries
from accounts.actions import (
    audit,
    mail_queue,
    smtp_backend,
    task_queue,
)
from accounts.actions.mail_backends import OutgoingMail
from accounts.domain.context import Context
from accounts.domain.delivery import Decision
from accounts.domain.portal_mail import PortalMail
from accounts.kept_rows import FIRST_ID, MOMENT, KeptRows
from accounts.models import Mail

TEMPLATE = "mail/portal_mail"
SEND_MAIL = "accounts.tasks.send_letter"
AT_A_TIME = 50
# Nobody needs the words of what has gone out.
NO_WORDS: dict[str, Any] = {"text": "", "html": "", "calendar": ""}
VERBS = {
    Decision.SENT: "called a letter sent",
    Decision.LOST: "called a letter lost",
    Decision.AGAIN: "had a letter sent again",
}


@dataclass(frozen=True, slots=True)
class MailSubject:
    """The authority, exercise and provider that a mail is about.

    They decide which team looks after it if it goes astray.
    """

    authority_id: UUID
    exercise_id: UUID
    provider_id: UUID | None = None


class OfAnExercise(Protocol):
    """Any row that belongs to an exercise; most belong to a provider as well."""

    @property
    def authority_id(self) -> UUID: ...

    @property
    def exercise_id(self) -> UUID: ...


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """A calendar file that a mail carries, and its iTIP method; it names nobody but whom the mail is to."""

    text: str = ""
    method: str = ""


def write(
    template: str, words: Mapping[str, object], *, to: Mapping[str, str], subject: str, about: MailSubject,
    calendar: CalendarPart = CalendarPart(),
) -> None:  # fmt: skip
    """Write one mail to each address (address: name), so that nobody learns of another's address."""
    rows = [_mail(template, words, email, name, subject, about) for email, name in to.items()]
    for row in rows:
        row.calendar, row.calendar_method = calendar.text, calendar.method
    for mail in Mail.objects.bulk_create(rows):
        transaction.on_commit(partial(nudge, mail.id))


def post(mail: PortalMail, people: Mapping[str, str], *, about: OfAnExercise, link: str = "") -> None:
    """Write ``mail`` to each of ``people`` (address: name), with a link; the link defaults to the portal."""
    words = {"mail": mail, "portal_name": settings.PORTAL_NAME, "link": link or settings.PORTAL_URL}
    whose = MailSubject(about.authority_id, about.exercise_id, getattr(about, "provider_id", None))
    write(TEMPLATE, words, to=people, subject=mail.subject, about=whose)


def _mail(template: str, words: Mapping[str, object], email: str, name: str, subject: str, about: MailSubject) -> Mail:
    said = {**words, "name": name}
    now = timezone.now()
    return Mail(
        to_name=name,
        to_email=email,
        subject=" ".join(subject.split())[:500],
        text=render_to_string(f"{template}.txt", said),
        html=render_to_string(f"{template}.html", said),
        made_at=now,
        due_at=now,
        authority_id=about.authority_id,
        exercise_id=about.exercise_id,
        provider_id=about.provider_id,
    )


def nudge(mail_id: UUID) -> None:
    task_queue.nudge(SEND_MAIL, mail_id)


def send(mail_id: UUID) -> bool:
    """Send one mail; return False if it is not due or another worker holds it."""
    return _send_some(lambda now: _DUE.of(mail_id, now), most=1) == 1


_DUE: KeptRows[Mail] = KeptRows(
    lambda mail_id, now: mail_queue.next_due(Mail.objects.filter(id=mail_id), now), FIRST_ID, MOMENT
)


def sweep() -> int:
    """Send the mail that is due and return how many were tried. Mail whose worker died is marked as in doubt first."""
    mail_queue.doubt(Mail.objects.all())
    return _send_some(Mail.objects.all(), most=AT_A_TIME)


def _send_some(rows: QuerySet[Mail] | mail_queue.NextDue[Mail], most: int) -> int:
    with smtp_backend.opened() as post:
        return mail_queue.send_some(rows, _outgoing, post, most, **NO_WORDS)


def _outgoing(mail: Mail) -> OutgoingMail:
    return OutgoingMail(
        message_id=mail_queue.message_id(mail.id),
        address=mail.to_email,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        calendar=mail.calendar,
        method=mail.calendar_method,
        is_automatic=True,
    )


@transaction.atomic
def decide(*, by: Context, mail_id: UUID, decision: Decision) -> bool | None:
    """Apply a person's decision on a mail in doubt.

    Return False if somebody has decided already, None if the mail is not theirs to decide on.
    """
    mail = queries.mail_for(by, mail_id)
    if mail is None:
        return None
    forget = {} if decision is Decision.AGAIN else NO_WORDS
    if not mail_queue.decide(mail, decision, decided_by_id=by.person_id, **forget):
        return False
    audit.record(by=by, verb=VERBS[decision], kind="letter", id=mail.id, exercise_id=mail.exercise_id)
    transaction.on_commit(partial(nudge, mail.id))
    return True
