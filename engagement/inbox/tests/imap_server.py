"""Test support: a small IMAP server over TCP that can number anew, lose mail, and remember what it was asked."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ImapServer(socketserver.ThreadingTCPServer):
    """A server of one folder: ``mails`` by UID, ``flags`` set on them, and ``fetched``, which were asked for."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.mails: dict[int, bytes] = {}
        self.flags: dict[int, set[str]] = {}
        self.fetched: list[str] = []
        self.uidvalidity = 1
        self.password = "se/cret"

    @property
    def url(self) -> str:
        return f"imap://team%40example.org:se%2Fcret@127.0.0.1:{self.server_address[1]}/INBOX"

    def put(self, mail: bytes) -> int:
        uid = max(self.mails, default=0) + 1
        self.mails[uid] = mail
        return uid


class Conversation(socketserver.StreamRequestHandler):
    server: ImapServer

    def handle(self) -> None:
        self.say("* OK ready")
        while line := self.rfile.readline():
            tag, _, command = line.decode().strip().partition(" ")
            verb = command.upper()
            if verb.startswith("LOGIN"):
                fits = command.endswith(f'team@example.org "{self.server.password}"')
                self.say(f"{tag} {'OK in' if fits else 'NO wrong password'}")
            else:
                self.answer(verb, command)
                self.say(f"{tag} OK done")
            if verb.startswith("LOGOUT"):
                return

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")

    def answer(self, verb: str, command: str) -> None:
        mails = self.server.mails
        if verb.startswith("CAPABILITY"):
            self.say("* CAPABILITY IMAP4rev1")
        elif verb.startswith("SELECT"):
            self.say(f"* {len(mails)} EXISTS")
            self.say(f"* OK [UIDVALIDITY {self.server.uidvalidity}] valid")
        elif verb.startswith("UID SEARCH"):
            first = int(re.search(r"(\d+):\*", verb)[1])
            found = [uid for uid in mails if uid >= first] or list(mails)[-1:]
            self.say(f"* SEARCH {' '.join(map(str, found))}")
        elif verb.startswith("UID STORE"):
            self.server.flags.setdefault(int(verb.split()[2]), set()).add(verb.rpartition("(")[2].strip(")"))
        elif verb.startswith("UID FETCH"):
            self.fetch(int(verb.split()[2]), verb)

    def fetch(self, uid: int, verb: str) -> None:
        self.server.fetched.append(verb)
        mail = self.server.mails.get(uid)
        if mail is None:
            return
        if "RFC822.SIZE" in verb:
            self.say(f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(mail)})")
            return
        part = re.search(r"<0\.(\d+)>", verb)
        data = mail[: int(part[1])] if part else mail
        self.wfile.write(f"* {uid} FETCH (UID {uid} BODY[] {{{len(data)}}}\r\n".encode() + data + b")\r\n")


@contextmanager
def imap_server() -> Iterator[ImapServer]:
    server = ImapServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
