"""Keyed pseudonyms of clients, careworkers and visits: HMAC-SHA-256 under a key of the authority, cut to 64 bits.

The key lies outside the database, as the ledger's does. References are counted alike whatever spaces and capitals a
system puts into them; none is kept.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.conf import settings

BLOCK = 64
HALF = 2**63


class VisitsKeyMissing(Exception):
    """Without a key no reference could be kept apart from its name."""


@dataclass(frozen=True, slots=True)
class PseudonymKey:
    """The key of one authority, and the two blocks by which a database works out an HMAC itself."""

    key: bytes

    def of(self, *parts: str) -> int:
        return signed(hmac.digest(self.key, "\x1f".join(parts).encode(), "sha256")[:8])

    @property
    def blocks(self) -> tuple[bytes, bytes]:
        padded = self.key.ljust(BLOCK, b"\0")
        return bytes(byte ^ 0x36 for byte in padded), bytes(byte ^ 0x5C for byte in padded)


def key_of(authority_id: UUID) -> PseudonymKey:
    master = settings.VISITS_KEY or settings.LEDGER_KEY
    if not master:
        raise VisitsKeyMissing("VISITS_KEY is not set: without it no visits can be taken in")
    return PseudonymKey(hmac.digest(str(master).encode(), f"visits of {authority_id}".encode(), sha256))


def signed(eight: bytes) -> int:
    return int.from_bytes(eight, "big", signed=True)


def plain_reference(text: str) -> str:
    return text.strip().upper()
