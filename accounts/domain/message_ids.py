"""The Message-ID of a mail, chosen before it is sent so that the mail can be recognised."""

import re
from uuid import UUID


def message_id_of(mail: UUID, domain: str) -> str:
    """Return the Message-ID as it stands in the header, with its brackets."""
    return f"<{mail.hex}@{domain}>"


def domain_of(address: str, otherwise: str = "localhost") -> str:
    """Return the domain of an address: example.org for “Name <box@example.org>”."""
    found = re.search(r"@([A-Za-z0-9.-]{1,70})", address)
    return found[1].strip(".") or otherwise if found else otherwise
