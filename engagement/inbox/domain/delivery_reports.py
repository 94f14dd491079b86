"""Delivery reports (RFC 3464, 6533), also those that are not strict: other spaces and cases, encoded, in pieces."""

import base64
import binascii
import quopri
import re
from collections import defaultdict
from email import message_from_bytes
from email.message import Message as Mail

from accounts.domain.mail_refusals import Blame, fault_of
from engagement.inbox.domain.bounces import beginning_of, is_for_good
from engagement.inbox.domain.inbound_mail import Reported
from engagement.inbox.domain.mail_headers import header, line, outer_parts, walk
from engagement.inbox.domain.mail_tokens import ids_in

STATUSES = ("message/delivery-status", "message/global-delivery-status")
WHOLE, HEADERS = ("message/rfc822", "message/global"), ("text/rfc822-headers", "message/global-headers")
FIELD = re.compile(r"^([A-Za-z][A-Za-z0-9-]*)\s*:\s*(.*)$")
RECIPIENTS = ("original-recipient", "final-recipient", "x-actual-recipient")
MOST_STATUS, MOST_BLOCKS = 200_000, 500
Block = dict[str, str]


class DeliveryReport:
    """A report on recipients; ``address`` is the first that failed, or else the first named."""

    def __init__(self, blocks: list[Block], text: str, about: list[str]) -> None:
        self.recipients = tuple(_reported(block, text) for block in blocks)
        failed = [each for each in self.recipients if each.has_failed]
        self.has_failed = bool(failed)
        self.is_delayed = any(block.get("action", "").startswith("delayed") for block in blocks)
        self.is_for_good = bool(failed) and all(each.is_for_good for each in self.recipients)
        self.address = next(iter((failed or self.recipients)[0].addresses), "")
        self.about = tuple(about)


def is_a_report(mail: Mail) -> bool:
    """Tell whether the mail says by its type that it reports on a delivery, whatever is in it."""
    kind = str(mail.get_param("report-type", "") or "").lower()
    return mail.get_content_type() == "multipart/report" and kind in ("", "delivery-status", "global-delivery-status")


def report_in(mail: Mail, text: str) -> DeliveryReport | None:
    """Return the report of a mail that a machine wrote; None if it names no recipient."""
    blocks = [block for part in outer_parts(mail) if part.get_content_type() in STATUSES for block in _blocks(part)]
    named = [block for block in blocks if any(name in block for name in RECIPIENTS)]
    return DeliveryReport(named, beginning_of(text), original_ids(mail)) if named else None


def _reported(block: Block, text: str) -> Reported:
    found = (block.get(name, "").rpartition(";")[2].strip().strip("<>").lower()[:254] for name in RECIPIENTS)
    has_failed = block.get("action", "").startswith("failed")
    return Reported(
        tuple(dict.fromkeys(each for each in found if each)), has_failed, has_failed and _is_bad(block, text)
    )


def _is_bad(block: Block, text: str) -> bool:
    """Tell whether there is no such address: by the server's words, then by the status, then by the report's text."""
    said = block.get("diagnostic-code", "").partition(";")[2] or block.get("diagnostic-code", "")
    fault = fault_of(said, status=block.get("status", ""))
    return fault is Blame.ADDRESS or (fault is Blame.UNCLEAR and is_for_good(text))


def _blocks(part: Mail) -> list[Block]:
    """Return the groups of fields, which the library reads as messages where it can, and as their text where not."""
    found: list[Block] = []
    for group in re.split(r"\n[ \t]*\n+", _text_of(part))[:MOST_BLOCKS]:
        block: Block = defaultdict(str)
        name = ""
        for each in group.splitlines():
            field = FIELD.match(each)
            if field:
                name = field[1].lower()
                block[name] = field[2]
            elif name and each[:1] in (" ", "\t"):
                block[name] += f" {each.strip()}"
        found.append({key: _value(key, value) for key, value in block.items()})
    return _joined(found)


def _value(name: str, value: str) -> str:
    return line(value).lower() if name in ("action", "status") else line(value)


def _joined(blocks: list[Block]) -> list[Block]:
    """Join a recipient with fields that a blank line has parted from it."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else {}
        is_rest = not any(name in block for name in RECIPIENTS) and any(name in last for name in RECIPIENTS)
        if is_rest and not set(block) & set(last):
            last.update(block)
        elif block:
            joined.append(dict(block))
    return joined


def _text_of(part: Mail) -> str:
    inner = part.get_payload()
    pieces = [bytes(each) for each in inner if isinstance(each, Mail)] if isinstance(inner, list) else []
    raw = b"\n\n".join(pieces) if pieces else str(inner or "").encode("utf-8", "replace")
    raw = raw[:MOST_STATUS].replace(b"\r\n", b"\n")
    return _decoded(raw, header(part, "Content-Transfer-Encoding").strip().lower()).replace("\r\n", "\n")


def _decoded(raw: bytes, encoding: str) -> str:
    if encoding == "base64":
        try:
            return base64.b64decode(b"".join(raw.split()), validate=True).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return raw.decode("utf-8", "replace")
    return (quopri.decodestring(raw) if encoding == "quoted-printable" else raw).decode("utf-8", "replace")


def original_ids(mail: Mail) -> list[str]:
    """Return the Message-ID of the mail that came back, whole or as headers alone."""
    found: list[str] = []
    for part in walk(mail)[1:]:
        if part.get_content_type() in WHOLE and part.is_multipart():
            found += [key for inner in part.get_payload() if isinstance(inner, Mail) for key in _id_of(inner)]
        elif part.get_content_type() in HEADERS:
            found += _id_of(message_from_bytes(_text_of_headers(part)))
    return found


def _text_of_headers(part: Mail) -> bytes:
    if part.is_multipart():
        return b"\n".join(bytes(each) for each in part.get_payload() if isinstance(each, Mail))[:100_000].lstrip()
    data = part.get_payload(decode=True)
    return data[:100_000].lstrip() if isinstance(data, bytes) else b""


def _id_of(mail: Mail) -> list[str]:
    return ids_in(header(mail, "Message-ID"))[:1]
