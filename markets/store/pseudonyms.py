"""Keyed pseudonyms of clients and careworkers by HMAC-SHA-256, of visits by SHA-256, all cut to 64 bits.

The key is the authority's, and lies outside the database, as the ledger's does. References are counted alike whatever
spaces and capitals a system puts into them; none is kept.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.conf import settings

HALF = 2**63


class VisitsKeyMissing(Exception):
    """Without a key no reference could be kept apart from its name."""


@dataclass(frozen=True, slots=True)
class PseudonymKey:
    """The key of one authority."""

    key: bytes

    def of(self, *parts: str) -> int:
        return signed(hmac.digest(self.key, "\x1f".join(parts).encode(), "sha256")[:8])

    def of_visit(self, text: str) -> int:
        """Return a visit's, of which there are millions: one hash that begins with the key, as the engine makes it."""
        return signed(sha256(self.key + text.encode()).digest()[:8])


def key_of(authority_id: UUID) -> PseudonymKey:
    master = settings.VISITS_KEY or settings.LEDGER_KEY
    if not master:
        raise VisitsKeyMissing("VISITS_KEY is not set: without it no visits can be taken in")
    return PseudonymKey(hmac.digest(str(master).encode(), f"visits of {authority_id}".encode(), sha256))


def signed(eight: bytes) -> int:
    return int.from_bytes(eight, "big", signed=True)


def plain_reference(text: str) -> str:
    return text.strip().upper()
