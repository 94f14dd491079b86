"""Test support: a mail server over TCP that takes what it is sent, and does at each stage what a test asks of it."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message as Mail
from typing import Any

import pytest

# What a test may say at a stage ("mail", "rcpt", "data", "content"): None to go on, a reply, or CUT to hang up.
CUT = "cut"
Says = Callable[[str, str], str | None]


class MailServer(socketserver.ThreadingTCPServer):
    """A mail server; ``taken`` are recipient and bytes it accepted, ``says`` is asked for each stage and recipient."""

    allow_reuse_address = daemon_threads = True
    request_queue_size = 50

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[tuple[str, bytes]] = []
        self.conversations = 0
        self.says: Says = lambda stage, address: None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def mails(self) -> list[tuple[str, Mail]]:
        return [(address, message_from_bytes(data)) for address, data in list(self.taken)]

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore errors: a worker that is killed hangs up in the middle, as the tests want."""


class Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.conversations += 1
        self.sender, self.recipient = "", ""
        self.say("220 test")
        while line := self.rfile.readline():
            if not self.answer(line.decode("ascii", "replace").strip()):
                return

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")

    def answer(self, line: str) -> bool:
        """Answer a line; return False to hang up."""
        verb = line.upper()
        if verb.startswith("RCPT"):
            self.recipient = line[line.index("<") + 1 : line.index(">")]
        stage = {"MAIL": "mail", "RCPT": "rcpt", "DATA": "data"}.get(verb[:4])
        asked = self.server.says(stage, self.recipient) if stage else None
        if asked == CUT:
            return False
        if asked:
            self.say(asked)
        elif verb.startswith("DATA"):
            return self.content()
        else:
            self.say("221 bye" if verb.startswith("QUIT") else "250 ok")
        return not verb.startswith("QUIT")

    def content(self) -> bool:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if line == b"":
            return False
        asked = self.server.says("content", self.recipient)
        if asked and asked != CUT:
            self.say(asked)
            return True
        self.server.taken.append((self.recipient, b"".join(lines)))
        if asked == CUT:
            return False
        self.say("250 taken")
        return True


@contextmanager
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with mail_server() as running:
        host, port = running.server_address
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
            "django.core.mail.backends.smtp.EmailBackend",
            host,
            port,
        )
        yield running
