"""The names by which a message is known again: its Message-ID, and the address that answers to it come to."""

import re
from uuid import UUID

TOKEN = re.compile(r"\+m([0-9a-f]{32})@", re.IGNORECASE)
BRACKETED = re.compile(r"<([^<>\s]{3,250})>")


def message_id_of(message: UUID, domain: str) -> str:
    """As it stands in the header, with its brackets."""
    return f"<{message.hex}@{domain}>"


def domain_of(address: str, otherwise: str = "localhost") -> str:
    """Of “Name <box@example.org>”, example.org."""
    found = re.search(r"@([A-Za-z0-9.-]{1,70})", address)
    return found[1].strip(".") or otherwise if found else otherwise


def with_token(mailbox: str, message: UUID) -> str:
    """``box@example.org`` → ``box+m…@example.org``; blank where there is no mailbox."""
    local, at, domain = mailbox.rpartition("@")
    return f"{local}+m{message.hex}@{domain}" if at and local else ""


def tokens_in(text: str) -> list[UUID]:
    return [UUID(found) for found in TOKEN.findall(text)]


def ids_in(text: str) -> list[str]:
    """Message-IDs of a References or In-Reply-To header, with brackets, in order, each once."""
    return list(dict.fromkeys(f"<{found}>" for found in BRACKETED.findall(text)))
