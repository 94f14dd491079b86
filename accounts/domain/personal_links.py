"""Links that are a key for whoever holds them, left out of what is kept or shown to others."""

import re

# As it stands in a text, and broken over lines as mails are when they travel.
_INVITATION = re.compile(r"(/invitations/)(?:[\w-]|=\r?\n)+")


def without_keys(text: str) -> str:
    """Return the text with the keys of invitations left out, so that whoever reads it cannot take one."""
    return _INVITATION.sub(r"\1…", text)


def bytes_without_keys(data: bytes) -> bytes:
    """Return a mail as it came, but for the keys of invitations that an answer quotes."""
    kept = data.decode("utf-8", "surrogateescape")
    return _INVITATION.sub(r"\1...", kept).encode("utf-8", "surrogateescape")
