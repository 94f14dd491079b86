"""The mailbox on an IMAP server that is a product of others (pymap), in a process of its own."""

import imaplib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from accounts.tests.patience import PATIENCE_SECONDS
from accounts.tests.ports import held_port
from engagement.inbox.tests.test_mailbox_is_read import (
    a_bounce,
    a_mail,
    polled,
    sent,
)
from engagement.models import InboundMail
from submissions.tests.cast import Cast

__all__ = ["sent"]
pytestmark = [pytest.mark.nightly, pytest.mark.django_db]
WHO, PASSWORD = "team@example.org", "se/cret"
PYMAP = Path(sys.executable).with_name("pymap")


@contextmanager
def a_server(port: int) -> Iterator[imaplib.IMAP4]:
    """Somebody signed in at it, as a mail program would be."""
    command = [PYMAP, "--no-tls", "--host", "127.0.0.1", "--port", str(port)]
    command += ["dict", "--demo-user", WHO, "--demo-password", PASSWORD]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        server = signed_in(port)
        yield server
        server.logout()
    finally:
        process.kill()
        process.wait()


def signed_in(port: int) -> imaplib.IMAP4:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            server = imaplib.IMAP4("127.0.0.1", port, timeout=PATIENCE_SECONDS)
            break
        except OSError:
            assert time.monotonic() < until, "no IMAP server came up"
            time.sleep(0.1)
    server.login(WHO, PASSWORD)
    return server


@pytest.fixture
def port() -> Iterator[int]:
    with held_port() as number:
        yield number


def put(server: imaplib.IMAP4, *mails: bytes) -> None:
    for mail in mails:
        status, said = server.append("INBOX", "", "", mail)  # type: ignore[arg-type]
        assert status == "OK", said


def seen(server: imaplib.IMAP4) -> int:
    server.select("INBOX", readonly=True)
    return len(server.search(None, "SEEN")[1][0].split())


def test_answers_and_bounces_come_once_and_stay_where_they_are(cast: Cast, sent, settings, port: int):
    settings.IMAP_URL = f"imap://team%40example.org:se%2Fcret@127.0.0.1:{port}/INBOX"
    settings.MAILBOX_MOST_BYTES = 400_000
    mails = [
        a_mail(In_Reply_To=sent.message_id),
        a_mail("x" * 600_000, In_Reply_To=sent.message_id, Message_ID="<large@elm.example>"),
        a_bounce(sent).replace(b"\n", b"\r\n"),
    ]
    with a_server(port) as server:
        assert polled() == 0
        put(server, *mails[:2])
        assert (polled(), polled()) == (2, 0)
        put(server, mails[2])
        assert (polled(), polled()) == (1, 0)
        assert seen(server) == 3
    # The server has lost its folder and counts anew: what is brought again is known.
    with a_server(port) as server:
        put(server, *mails)
        assert polled() == 0
    assert sorted(InboundMail.objects.values_list("kind", "is_cut")) == [
        ("bounce", False),
        ("mail", False),
        ("mail", True),
    ]
    assert set(InboundMail.objects.values_list("answer_to", flat=True)) == {sent.id}
    sent.refresh_from_db()
    assert sent.bounced_at


def test_a_wrong_password_is_trouble_and_loses_nothing(cast: Cast, settings, port: int):
    settings.IMAP_URL = f"imap://team%40example.org:wrong@127.0.0.1:{port}/INBOX"
    with a_server(port) as server:
        put(server, a_mail())
        with pytest.raises(imaplib.IMAP4.error):
            polled()
        settings.IMAP_URL = settings.IMAP_URL.replace("wrong", "se%2Fcret")
        assert polled() == 1
