"""The tokens by which an answer names its message: the Message-IDs in its headers, and the address that it comes to."""

import re
from uuid import UUID

TOKEN = re.compile(r"\+m([0-9a-f]{32})@", re.IGNORECASE)
BRACKETED = re.compile(r"<([^<>\s]{3,250})>")


def with_token(mailbox: str, message: UUID) -> str:
    """Return the address with the message's token.

    ``box@example.org`` → ``box+m…@example.org``; blank without a mailbox.
    """
    local, at, domain = mailbox.rpartition("@")
    return f"{local}+m{message.hex}@{domain}" if at and local else ""


def tokens_in(text: str) -> list[UUID]:
    return [UUID(found) for found in TOKEN.findall(text)]


def ids_in(text: str) -> list[str]:
    """Return the Message-IDs of a References or In-Reply-To header, with brackets, in order, each once."""
    return list(dict.fromkeys(f"<{found}>" for found in BRACKETED.findall(text)))
