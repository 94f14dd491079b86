"""How an answer names the message it is to: the Message-IDs in its headers, and the address that it comes to."""

import re
from uuid import UUID

TOKEN = re.compile(r"\+m([0-9a-f]{32})@", re.IGNORECASE)
BRACKETED = re.compile(r"<([^<>\s]{3,250})>")


def with_token(mailbox: str, message: UUID) -> str:
    """``box@example.org`` → ``box+m…@example.org``; blank where there is no mailbox."""
    local, at, domain = mailbox.rpartition("@")
    return f"{local}+m{message.hex}@{domain}" if at and local else ""


def tokens_in(text: str) -> list[UUID]:
    return [UUID(found) for found in TOKEN.findall(text)]


def ids_in(text: str) -> list[str]:
    """Message-IDs of a References or In-Reply-To header, with brackets, in order, each once."""
    return list(dict.fromkeys(f"<{found}>" for found in BRACKETED.findall(text)))
