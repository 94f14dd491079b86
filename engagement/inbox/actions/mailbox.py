"""Read the independent team's mailbox by IMAP: each mail once, nothing deleted, and no mail stops the next."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog
from django.conf import settings
from django.db import connection
from django.utils import timezone

from engagement.inbox.actions import incoming_mail
from engagement.inbox.actions.incoming_mail import Arrived
from engagement.models import MailboxPosition

log = structlog.get_logger(__name__)
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
LOCK = 7_201_143  # any number that no other lock of ours has
MOST_TRIES = 3
# Of a mail that is too large, this much is kept; the rest stays where it is.
BEGINNING = 256 * 1024


class MailboxTrouble(Exception):
    """The mailbox does not answer as it should; the timetable tries again."""


@dataclass
class Mailbox:
    """An open folder of the mailbox. ``name`` has no password in it."""

    server: imaplib.IMAP4
    name: str
    uidvalidity: int

    def uids_after(self, last: int) -> list[int]:
        """Return the UIDs after ``last``; filtered, as “5:*” matches the last mail even if none is from 5 on."""
        answer = _answered(self.server.uid("SEARCH", "UID", f"{last + 1}:*"))
        found = answer[0].split() if answer and isinstance(answer[0], bytes) else []
        return sorted({int(each) for each in found if int(each) > last})

    def fetch(self, uid: int) -> Arrived | None:
        size = self._size(uid)
        if size is None:
            return None
        is_cut = size > settings.MAILBOX_MOST_BYTES
        part = f"BODY.PEEK[]<0.{BEGINNING}>" if is_cut else "BODY.PEEK[]"
        answer = _answered(self.server.uid("FETCH", str(uid), f"({part})"))
        data = next((each[1] for each in answer if isinstance(each, tuple)), b"")
        return Arrived(self.name, self.uidvalidity, uid, data, size, is_cut)

    def _size(self, uid: int) -> int | None:
        """Return the size of a mail; None if somebody has deleted it meanwhile."""
        answer = _answered(self.server.uid("FETCH", str(uid), "(RFC822.SIZE)"))
        said = b" ".join(each if isinstance(each, bytes) else each[0] for each in answer if each)
        found = SIZE.search(said)
        return int(found[1]) if found else None

    def note_as_read(self, uid: int) -> None:
        with suppress(imaplib.IMAP4.error):  # a folder that may not be written to is read all the same
            self.server.uid("STORE", str(uid), "+FLAGS.SILENT", "(\\Seen)")


def poll() -> int:
    """Return how many mails came in; 0 if another worker is at it."""
    if not settings.IMAP_URL:
        return 0
    with _alone() as is_alone:
        return _polled() if is_alone else 0


def _polled() -> int:
    with opened(settings.IMAP_URL) as box:
        position = _position(box)
        return sum(_take(box, position, uid) for uid in box.uids_after(position.last_uid))


@contextmanager
def _alone() -> Iterator[bool]:
    """Hold a lock of the database's, which goes with the connection if the worker is killed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        is_alone = bool(cursor.fetchone()[0])
        try:
            yield is_alone
        finally:
            if is_alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _take(box: Mailbox, position: MailboxPosition, uid: int) -> bool:
    tries = position.tries + 1 if position.trying_uid == uid else 1
    MailboxPosition.objects.filter(id=position.pk).update(trying_uid=uid, tries=tries)
    arrived = box.fetch(uid)
    is_new = arrived is not None and incoming_mail.receive(arrived, unread=tries > MOST_TRIES)
    MailboxPosition.objects.filter(id=position.pk, last_uid__lt=uid, uidvalidity=box.uidvalidity).update(
        last_uid=uid, polled_at=timezone.now()
    )
    box.note_as_read(uid)
    return is_new


def _position(box: Mailbox) -> MailboxPosition:
    """Return the position, from the beginning if the server has numbered anew.

    Mails already kept are known by digest.
    """
    fresh = {"uidvalidity": box.uidvalidity, "polled_at": timezone.now()}
    position, _ = MailboxPosition.objects.get_or_create(name=box.name, defaults=fresh)
    if position.uidvalidity != box.uidvalidity:
        position.uidvalidity, position.last_uid = box.uidvalidity, 0
        position.save(update_fields=["uidvalidity", "last_uid"])
    return position


@contextmanager
def opened(url: str) -> Iterator[Mailbox]:
    where = urlsplit(url)
    folder = unquote(where.path.strip("/")) or "INBOX"
    server = _connected(where.scheme, where.hostname or "", where.port)
    try:
        server.login(unquote(where.username or ""), unquote(where.password or ""))
        _answered(server.select(_quoted(folder)))
        name = f"{unquote(where.username or '')}@{where.hostname}/{folder}"[:300]
        yield Mailbox(server, name, _uidvalidity(server))
    finally:
        with suppress(Exception):  # whoever hangs up first, we are done
            server.logout()


def _connected(scheme: str, host: str, port: int | None) -> imaplib.IMAP4:
    seconds = settings.EMAIL_TIMEOUT
    if scheme == "imaps":
        return imaplib.IMAP4_SSL(host, port or 993, ssl_context=ssl.create_default_context(), timeout=seconds)
    server = imaplib.IMAP4(host, port or 143, timeout=seconds)
    if scheme == "imap+tls":
        server.starttls(ssl.create_default_context())
    return server


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _uidvalidity(server: imaplib.IMAP4) -> int:
    _, said = server.response("UIDVALIDITY")
    return int(said[0]) if said and said[0] else 0


def _answered(answer: tuple[str, list[Any]]) -> list[Any]:
    status, data = answer
    if status != "OK":
        raise MailboxTrouble(str(data)[:200])
    return [each for each in data if each is not None]
