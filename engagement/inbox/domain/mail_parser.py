"""Read a mail that anybody may have sent: whatever is in it, a value comes out, and never an error."""

from datetime import datetime
from email import message_from_bytes, policy
from email.message import Message as Mail
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser

from engagement.inbox.domain.bounces import Failure, Signs, addresses_found, failure_in
from engagement.inbox.domain.delivery_reports import DeliveryReport, is_a_report, original_ids, report_in
from engagement.inbox.domain.inbound_mail import Attached, MailKind, ReadMail
from engagement.inbox.domain.machines import HEADERS, Written, is_by_machine
from engagement.inbox.domain.mail_headers import (
    LONGEST_HEADER,
    content,
    decoded,
    header,
    line,
    outer_parts,
    safely,
    walk,
    words,
)
from engagement.inbox.domain.mail_tokens import ids_in

LONGEST_TEXT = 200_000
UNREAD = ReadMail(MailKind.UNREADABLE, text="This email could not be read. Download it as it came.")
NOTHING: tuple[str, tuple[Attached, ...]] = ("", ())
MOST_REFERENCES = 50
# Beyond these nobody has written a mail; taking it apart would cost more memory than there is.
MOST_BOUNDARIES, MOST_LINES = 5_000, 700_000
ADDRESSED = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
# Reports of what a person or their mail program did with a mail, and of mail that somebody called spam.
MACHINE_PARTS = (
    "message/disposition-notification",
    "message/global-disposition-notification",
    "message/feedback-report",
)


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
    text, attached = safely(lambda: _parts(mail), NOTHING)
    written = _written(mail, name, address, text, attached)
    by_machine = is_a_report(mail) or safely(lambda: is_by_machine(written), False)
    report = safely(lambda: report_in(mail, text), None) if by_machine else None
    failure = safely(lambda: _failure(mail, written), None) if by_machine and not report else None
    references = f"{header(mail, 'In-Reply-To')} {header(mail, 'References')}"
    answers = ids_in(references)[-MOST_REFERENCES:]
    return ReadMail(
        kind=_kind(report, by_machine),
        message_id=next(iter(ids_in(header(mail, "Message-ID"))), ""),
        answers=(*answers, *(report.about if report else ())),
        sent_to=" ".join(header(mail, each) for each in ADDRESSED),
        from_name=name,
        from_address=address,
        subject=written.subject,
        written_at=safely(lambda: _when(mail), None),
        text=text,
        attached=attached,
        bounced=report.address if report else "",
        is_for_good=bool(report and report.is_for_good),
        reported=report.recipients if report else (),
        failure=failure,
    )


def _written(mail: Mail, name: str, address: str, text: str, attached: tuple[Attached, ...]) -> Written:
    paths = mail.get_all("Return-Path", [])
    return Written(
        sender=address,
        name=name,
        subject=line(header(mail, "Subject")),
        text=text,
        submitted=header(mail, "Auto-Submitted"),
        precedence=header(mail, "Precedence"),
        suppresses=header(mail, "X-Auto-Response-Suppress"),
        return_path=str(paths[0]) if paths else None,
        has_machine_header=any(mail.get(each) is not None for each in HEADERS)
        or mail.get_content_type() == "multipart/report"
        or any(part.get_content_type() in MACHINE_PARTS for part in outer_parts(mail)),
        has_file=any(each.name and not each.kind.startswith(("image/", "message/")) for each in attached),
    )


def _failure(mail: Mail, written: Written) -> Failure | None:
    return failure_in(
        Signs(
            sender=written.sender,
            name=written.name,
            subject=written.subject,
            text=written.text,
            is_automatic=True,
            failed=header(mail, "X-Failed-Recipients"),
            inside=tuple(original_ids(mail)),
            found=addresses_found(mail),
            is_report=is_a_report(mail),
        )
    )


def _kind(report: DeliveryReport | None, by_machine: bool) -> MailKind:
    if report and report.has_failed:
        return MailKind.BOUNCE
    if report and report.is_delayed:
        return MailKind.DELAY
    return MailKind.AUTOMATIC if by_machine else MailKind.MAIL


def _sender(mail: Mail) -> tuple[str, str]:
    """Return the address from the header as it stands: a decoded name may look like an address and is none."""
    raw = line(" ".join(str(each) for each in mail.get_all("From", []))[:LONGEST_HEADER])
    name, address = safely(lambda: parseaddr(raw), ("", ""))
    return line(safely(lambda: decoded(name), name)), address.strip().lower()[:254]


def _when(mail: Mail) -> datetime | None:
    found = parsedate_to_datetime(header(mail, "Date"))
    return found if found.tzinfo else None


def _parts(mail: Mail) -> tuple[str, tuple[Attached, ...]]:
    """Return the words (plain ones first) and all else; parts of an attached mail belong to that attachment."""
    plain: list[str] = []
    marked: list[str] = []
    attached: list[Attached] = []
    inside: set[int] = set()
    for part in walk(mail):
        if id(part) in inside:
            continue
        kind = part.get_content_type()
        if kind.startswith("message/"):
            inside |= {id(inner) for inner in walk(part)[1:]}
        elif part.is_multipart():
            continue
        if kind in ("text/plain", "text/html") and not _is_attached(part):
            (plain if kind == "text/plain" else marked).append(_text(part))
        else:
            attached.append(Attached(len(attached) + 1, _name(part), kind[:100], content(part)))
    text = "\n\n".join(plain) or "\n\n".join(_without_tags(each) for each in marked)
    return text.replace("\x00", "")[:LONGEST_TEXT], tuple(attached)


def _is_attached(part: Mail) -> bool:
    return part.get_content_disposition() == "attachment" or bool(safely(part.get_filename, None))


def _name(part: Mail) -> str:
    typed = safely(part.get_filename, None) or ""
    return line(safely(lambda: decoded(typed), typed)).replace("\x00", "")


def _text(part: Mail) -> str:
    return words(content(part), safely(part.get_content_charset, None) or "utf-8")


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
