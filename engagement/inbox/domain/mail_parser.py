"""Read a mail that anybody may have sent: whatever is in it, a value comes out, and never an error."""

from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes, policy
from email.header import decode_header
from email.message import Message as Mail
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser
from typing import TypeVar

from engagement.inbox.domain.bounces import Signs, failure_in
from engagement.inbox.domain.inbound_mail import Attached, MailKind, ReadMail
from engagement.inbox.domain.mail_tokens import ids_in

Found = TypeVar("Found")
LONGEST_HEADER, LONGEST_LINE, LONGEST_TEXT = 8_000, 300, 200_000
UNREAD = ReadMail(MailKind.UNREADABLE, text="This email could not be read. Download it as it came.")
NOTHING: tuple[str, tuple[Attached, ...]] = ("", ())
MOST_PARTS, MOST_REFERENCES = 200, 50
# Beyond these nobody has written a mail; taking it apart would cost more memory than there is.
MOST_BOUNDARIES, MOST_LINES = 5_000, 700_000
ADDRESSED = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
SAYS_AUTOMATIC = ("X-Autoreply", "X-Autorespond")
AUTOMATIC_PRECEDENCE = ("auto_reply", "bulk", "junk")


def read_mail(data: bytes) -> ReadMail:
    """Read a mail, by the library's old policy.

    The newer one parses headers so cleverly that crafted ones can stop it.
    """
    if data.count(b"\n--") > MOST_BOUNDARIES or data.count(b"\n") > MOST_LINES:
        return UNREAD
    try:
        return _read(message_from_bytes(data, policy=policy.compat32))
    except Exception:  # nested a thousand deep, for example; the bytes are kept and a person can look at them
        return UNREAD


def _read(mail: Mail) -> ReadMail:
    name, address = _sender(mail)
    report = _safely(lambda: _report(mail), None)
    text, attached = _safely(lambda: _parts(mail), NOTHING)
    failure = None if report else _safely(lambda: failure_in(_signs(mail, address, text)), None)
    references = f"{_header(mail, 'In-Reply-To')} {_header(mail, 'References')}"
    answers = ids_in(references)[-MOST_REFERENCES:]
    return ReadMail(
        kind=MailKind.AUTOMATIC if failure else _kind(mail, report),
        message_id=next(iter(ids_in(_header(mail, "Message-ID"))), ""),
        answers=(*answers, *(report.about if report else ())),
        sent_to=" ".join(_header(mail, each) for each in ADDRESSED),
        from_name=name,
        from_address=address,
        subject=_line(_header(mail, "Subject")),
        written_at=_safely(lambda: _when(mail), None),
        text=text,
        attached=attached,
        bounced=report.address if report else "",
        is_for_good=bool(report and report.is_for_good),
        failure=failure,
    )


def _safely(read: Callable[[], Found], otherwise: Found) -> Found:
    try:
        return read()
    except Exception:  # one broken part must not cost the others
        return otherwise


def _header(mail: Mail, name: str) -> str:
    """Return all headers of a name, decoded, cut first, and without characters that no database takes."""
    raw = " ".join(str(each) for each in mail.get_all(name, []))[:LONGEST_HEADER]
    return _safely(lambda: _decoded(raw), raw).replace("\x00", "")


def _decoded(raw: str) -> str:
    parts = decode_header(raw)
    return "".join(_words(part, charset or "utf-8") if isinstance(part, bytes) else part for part, charset in parts)


def _words(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _line(text: str) -> str:
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.split())[:LONGEST_LINE]


def _sender(mail: Mail) -> tuple[str, str]:
    """Return the address from the header as it stands: a decoded name may look like an address and is none."""
    raw = _line(" ".join(str(each) for each in mail.get_all("From", []))[:LONGEST_HEADER])
    name, address = _safely(lambda: parseaddr(raw), ("", ""))
    return _line(_safely(lambda: _decoded(name), name)), address.strip().lower()[:254]


def _when(mail: Mail) -> datetime | None:
    found = parsedate_to_datetime(_header(mail, "Date"))
    return found if found.tzinfo else None


def _signs(mail: Mail, sender: str, text: str) -> Signs:
    return Signs(
        sender=sender,
        subject=_line(_header(mail, "Subject")),
        text=text,
        is_automatic=_kind(mail, None) is MailKind.AUTOMATIC,
        failed=_header(mail, "X-Failed-Recipients"),
        inside=tuple(_original_ids(mail)),
    )


def _kind(mail: Mail, report: "DeliveryReport | None") -> MailKind:
    if report:
        return MailKind.BOUNCE if report.has_failed else MailKind.DELAY
    submitted = _header(mail, "Auto-Submitted").strip().lower()
    precedence = _header(mail, "Precedence").strip().lower()
    answers_by_itself = any(mail.get(each) is not None for each in SAYS_AUTOMATIC)
    if (submitted and submitted != "no") or precedence in AUTOMATIC_PRECEDENCE or answers_by_itself:
        return MailKind.AUTOMATIC
    return MailKind.MAIL


class DeliveryReport:
    """A delivery status notification (RFC 3464): the first recipient that failed, or else the first named."""

    def __init__(self, mail: Mail) -> None:
        blocks = [dict(_fields(block)) for block in _blocks(mail)]
        named = [block for block in blocks if "final-recipient" in block or "original-recipient" in block]
        failed = [block for block in named if block.get("action", "").lower() == "failed"]
        chosen = (failed or named or [{}])[0]
        self.has_failed = bool(failed)
        self.is_for_good = bool(failed) and chosen.get("status", "5").startswith("5")
        recipient = chosen.get("original-recipient") or chosen.get("final-recipient", "")
        self.address = recipient.rpartition(";")[2].strip().strip("<>").lower()[:254]
        self.about = tuple(_original_ids(mail))


def _report(mail: Mail) -> DeliveryReport | None:
    kind = str(mail.get_param("report-type", "") or "").lower()
    if mail.get_content_type() != "multipart/report" or kind != "delivery-status":
        return None
    return DeliveryReport(mail)


def _blocks(mail: Mail) -> list[Mail]:
    """Return the blocks of a message/delivery-status, each of which the library reads as a message of its own."""
    parts = [part for part in _walk(mail) if part.get_content_type() == "message/delivery-status"]
    return [block for part in parts if part.is_multipart() for block in part.get_payload() if isinstance(block, Mail)]


def _fields(block: Mail) -> list[tuple[str, str]]:
    return [(name.lower(), _line(str(value))) for name, value in block.items()]


def _original_ids(mail: Mail) -> list[str]:
    """Return the Message-ID of the mail that came back, whole or as headers alone."""
    found: list[str] = []
    for part in _walk(mail):
        kind = part.get_content_type()
        if kind == "message/rfc822" and part.is_multipart():
            found += [key for inner in part.get_payload() if isinstance(inner, Mail) for key in _id_of(inner)]
        elif kind == "text/rfc822-headers":
            found += _id_of(message_from_bytes(_content(part)[:100_000]))
    return found


def _id_of(mail: Mail) -> list[str]:
    return ids_in(_header(mail, "Message-ID"))[:1]


def _walk(mail: Mail) -> list[Mail]:
    return [part for _, part in zip(range(MOST_PARTS), mail.walk(), strict=False)]


def _parts(mail: Mail) -> tuple[str, tuple[Attached, ...]]:
    """Return the words (plain ones first) and all else; parts of an attached mail belong to that attachment."""
    plain: list[str] = []
    marked: list[str] = []
    attached: list[Attached] = []
    inside: set[int] = set()
    for part in _walk(mail):
        if id(part) in inside:
            continue
        kind = part.get_content_type()
        if kind.startswith("message/"):
            inside |= {id(inner) for inner in _walk(part)[1:]}
        elif part.is_multipart():
            continue
        if kind in ("text/plain", "text/html") and not _is_attached(part):
            (plain if kind == "text/plain" else marked).append(_text(part))
        else:
            attached.append(Attached(len(attached) + 1, _name(part), kind[:100], _content(part)))
    text = "\n\n".join(plain) or "\n\n".join(_without_tags(each) for each in marked)
    return text.replace("\x00", "")[:LONGEST_TEXT], tuple(attached)


def _is_attached(part: Mail) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_safely(part.get_filename, None))


def _name(part: Mail) -> str:
    typed = _safely(part.get_filename, None) or ""
    return _line(_safely(lambda: _decoded(typed), typed)).replace("\x00", "")


def _text(part: Mail) -> str:
    return _words(_content(part), _safely(part.get_content_charset, None) or "utf-8")


def _content(part: Mail) -> bytes:
    if part.is_multipart():
        inner = part.get_payload()
        return b"\n".join(bytes(each) for each in inner if isinstance(each, Mail))
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


class _Words(HTMLParser):
    """Collects what a reader sees of a page, as lines."""

    SILENT = ("style", "script", "head", "title")
    BREAKS = ("p", "br", "div", "tr", "li", "h1", "h2", "h3", "table")

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.silent += tag in self.SILENT
        if tag in self.BREAKS:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SILENT and self.silent:
            self.silent -= 1

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


def _without_tags(page: str) -> str:
    words = _Words()
    words.feed(page[:LONGEST_TEXT])
    lines = (" ".join(line.split()) for line in "".join(words.said).splitlines())
    return "\n".join(line for line in lines if line)
