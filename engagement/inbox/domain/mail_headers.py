"""Headers and parts of a mail that anybody may have sent, as words that any database takes."""

from collections.abc import Callable
from email.header import decode_header
from email.message import Message as Mail
from typing import TypeVar

Found = TypeVar("Found")
LONGEST_HEADER, LONGEST_LINE = 8_000, 300
MOST_PARTS = 200


def safely(read: Callable[[], Found], otherwise: Found) -> Found:
    try:
        return read()
    except Exception:  # one broken part must not cost the others
        return otherwise


def header(mail: Mail, name: str) -> str:
    """Return all headers of a name, decoded, cut first, and without characters that no database takes."""
    raw = " ".join(str(each) for each in mail.get_all(name, []))[:LONGEST_HEADER]
    return safely(lambda: decoded(raw), raw).replace("\x00", "")


def decoded(raw: str) -> str:
    parts = decode_header(raw)
    return "".join(words(part, charset or "utf-8") if isinstance(part, bytes) else part for part, charset in parts)


def words(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def line(text: str) -> str:
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.split())[:LONGEST_LINE]


def walk(mail: Mail) -> list[Mail]:
    return [part for _, part in zip(range(MOST_PARTS), mail.walk(), strict=False)]


def outer_parts(mail: Mail) -> list[Mail]:
    """Return the parts of the mail itself, without those of mails that are attached to it."""
    found, inside = [], set()
    for part in walk(mail):
        if id(part) not in inside:
            found.append(part)
            if part is not mail and part.get_content_maintype() == "message":
                inside |= {id(inner) for inner in walk(part)[1:]}
    return found


def content(part: Mail) -> bytes:
    if part.is_multipart():
        inner = part.get_payload()
        return b"\n".join(bytes(each) for each in inner if isinstance(each, Mail))
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
