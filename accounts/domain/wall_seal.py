"""The seal on what the database is told of who asks: only those who hold the portal's key can say it."""

import hmac
from collections.abc import Sequence
from hashlib import sha256

BLOCK = 64
SEPARATOR = "|"


def wall_key(secret: str) -> bytes:
    """Return the key of the wall, which follows from the portal's secret and does not give it away."""
    return hmac.digest(secret.encode(), b"costofcare: who asks the database", sha256)


def pads(key: bytes) -> tuple[bytes, bytes]:
    """Return the two blocks that HMAC-SHA-256 puts before what it digests: the database keeps these."""
    block = key.ljust(BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)


def seal(key: bytes, connection: int, about: str, said: Sequence[str]) -> str:
    """Return the seal on what is said about something; it holds on this connection (its process's id) alone."""
    words = SEPARATOR.join((str(connection), about, *said))
    return hmac.new(key, words.encode(), sha256).hexdigest()
