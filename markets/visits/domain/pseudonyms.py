"""Keyed pseudonyms by HMAC-SHA-256, of visits by SHA-256, all cut to 64 bits; and what a council types to find its own.

References are counted alike whatever spaces and capitals a system puts into them; none is kept.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

HALF = 2**63
# As many as are looked up at once; a council of 25,000 hours a week has some 3,000 clients.
MOST_TYPED = 5_000


@dataclass(frozen=True, slots=True)
class PseudonymKey:
    """The key of one authority."""

    key: bytes

    def of(self, *parts: str) -> int:
        return signed(hmac.digest(self.key, "\x1f".join(parts).encode(), "sha256")[:8])

    def of_visit(self, text: str) -> int:
        """Return a visit's, of which there are millions: one hash that begins with the key, as the engine makes it."""
        return signed(sha256(self.key + text.encode()).digest()[:8])

    def of_client(self, reference: str) -> int:
        return self.of("client", plain_reference(reference))


def authority_key(master: str, authority_id: UUID) -> PseudonymKey:
    """Return an authority's key, made of the one that lies outside the database."""
    return PseudonymKey(hmac.digest(master.encode(), f"visits of {authority_id}".encode(), sha256))


def signed(eight: bytes) -> int:
    return int.from_bytes(eight, "big", signed=True)


def plain_reference(text: str) -> str:
    return text.strip().upper()


def shown_pseudonym(kept: str) -> str:
    """Return a pseudonym as a page writes it: sixteen digits; what is no number stays as it is."""
    try:
        return f"{int(kept) % (2 * HALF):016x}"
    except ValueError:
        return kept


def own_references(text: str, pseudonym: Callable[[str], str]) -> dict[str, str]:
    """Return the references that somebody typed, one a line, by their pseudonyms."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return {pseudonym(line): line for line in lines[:MOST_TYPED]}
