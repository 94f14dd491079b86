"""Read an e-mail (.eml): who wrote it to whom, when, and its plain words, without attachments."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser

from engagement.contacts.domain.dropped_files.calendar import read_invitation
from engagement.contacts.domain.dropped_files.draft import (
    MOST_PEOPLE,
    MOST_WORDS,
    CannotUse,
    Dropped,
    shortened,
)
from engagement.contacts.domain.log_file.lines import Somebody
from engagement.contacts.domain.log_file.lists import somebody_from
from engagement.contacts.domain.vocabulary import Channel

MOST_PARTS = 200
LONGEST_HEADER = 20_000
_NO_MAIL = "This is no email that we can read. Save the email as .eml and use that file."
_TOO_NESTED = "This email has too many parts, so we did not open it."
_HEADER_LINE = re.compile(
    rb"^(From|Date|Subject|To|Received|Message-ID|MIME-Version)[ \t]*:", re.IGNORECASE | re.MULTILINE
)


def read_mail(data: bytes) -> Dropped:
    """Read an e-mail; raises CannotUse, in words."""
    if not _HEADER_LINE.search(data[:LONGEST_HEADER]):
        raise CannotUse(_NO_MAIL)
    if data.lower().count(b"content-type:") > MOST_PARTS:
        raise CannotUse(_TOO_NESTED)
    try:
        # The older policy: headers stay text, and no parser of theirs meets what a stranger wrote.
        message = message_from_bytes(data, policy=policy.compat32)
        parts = [part for part in message.walk() if not part.is_multipart()][:MOST_PARTS]
    except RecursionError:
        raise CannotUse(_TOO_NESTED) from None
    for part in parts:
        if part.get_content_type() == "text/calendar":
            return _dated(read_invitation(_text(part)), message)
    return _mail(message, parts)


def _dated(dropped: Dropped, message: Message) -> Dropped:
    """Give what somebody wrote of an appointment the date and, if need be, the sender of the e-mail around it."""
    if dropped.channel != Channel.EMAIL:
        return dropped
    sender = dropped.sender or next(iter(_people(message, "From")), None)
    return replace(dropped, happened_at=_date(message) or dropped.happened_at, sender=sender)


def _mail(message: Message, parts: list[Message]) -> Dropped:
    subject, body = _header(message, "Subject"), _body(parts)
    sender = next(iter(_people(message, "From")), None)
    if sender is None and not subject and not body:
        raise CannotUse(_NO_MAIL)
    return Dropped(
        channel=Channel.EMAIL,
        words=shortened(f"{subject}\n\n{body}"),
        sender=sender,
        others=tuple(each for name in ("To", "Cc") for each in _people(message, name))[:MOST_PEOPLE],
        happened_at=_date(message),
    )


def _header(message: Message, name: str) -> str:
    raw = str(message.get(name, ""))[:LONGEST_HEADER]
    return " ".join(_decoded(raw).split())


def _decoded(raw: str) -> str:
    try:
        pieces = decode_header(raw)
    except HeaderParseError:
        return raw
    return "".join(piece if isinstance(piece, str) else _as_text(piece, charset) for piece, charset in pieces)


def _as_text(data: bytes, charset: str | None) -> str:
    try:
        return data.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def _people(message: Message, name: str) -> Iterator[Somebody]:
    raw = [str(each)[:LONGEST_HEADER] for each in message.get_all(name, [])][:5]
    for called, address in _addresses(raw)[:MOST_PEOPLE]:
        known = somebody_from(address)
        if known and known.email:
            yield Somebody(" ".join(_decoded(called).split())[:200], known.email)


def _addresses(raw: list[str]) -> list[tuple[str, str]]:
    """Return names and addresses; [] if comments are nested deeper than any person would."""
    try:
        return getaddresses(raw)
    except RecursionError:
        return []


def _date(message: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(str(message.get("Date", ""))[:200])
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _body(parts: list[Message]) -> str:
    """Return the plain text, or the words of the HTML."""
    shown = [part for part in parts if part.get_content_disposition() != "attachment"]
    for kind in ("text/plain", "text/html"):
        found = [part for part in shown if part.get_content_type() == kind]
        if found:
            text = _text(found[0])
            return text if kind == "text/plain" else words_of(text)
    return ""


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    return _as_text(data, part.get_content_charset()) if isinstance(data, bytes) else ""


def words_of(html: str) -> str:
    """Return the words as far as they can be read: the reader gives up at declarations that no program writes."""
    reader = _Words()
    with suppress(AssertionError):
        reader.feed(html[: 10 * MOST_WORDS])
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.words))


class _Words(HTMLParser):
    """Collects what a reader would see of a page, with a new line where a block begins."""

    HIDDEN = frozenset({"script", "style", "head", "title"})
    BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "table"})

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in self.HIDDEN
        if tag in self.BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in self.HIDDEN and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(" ".join(data.split()) + " " if data.strip() else "")
