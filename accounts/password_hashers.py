"""Django's digest of passwords, sealed: who reads the table has nothing to try passwords against."""

from typing import Any

import structlog
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from accounts.actions import encryption, sealed_secrets
from accounts.queries.wall_context import is_wall_lenient

log = structlog.get_logger(__name__)


class SealedPasswordHasher(PBKDF2PasswordHasher):
    """PBKDF2 under its usual name; digests that were kept before stay good and are sealed at the next signing in."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        return sealed_secrets.closed_digest(super().encode(password, salt, iterations))

    def decode(self, encoded: str) -> dict[str, Any]:
        return dict(super().decode(sealed_secrets.opened_digest(encoded)))

    def verify(self, password: str, encoded: str) -> bool:
        """Compare as Django does; what does not open is nobody's password, and no page breaks over it."""
        try:
            digest = sealed_secrets.opened_digest(encoded)
        except encryption.CannotBeOpened:
            log.error("the digest of a password does not open: a sealing key is missing")
            return False
        return bool(_plain.verify(password, digest))

    def must_update(self, encoded: str) -> bool:
        """Tell whether a right password is to be kept anew: weaker than today's, in the clear, or by an older key."""
        try:
            is_weak = bool(super().must_update(encoded))
        except encryption.CannotBeOpened:
            return False
        if sealed_secrets.is_digest_closed(encoded):
            return is_weak or not encryption.is_newest(encoded.partition(sealed_secrets.MARK)[2].encode())
        return is_weak or not is_wall_lenient()

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Take as long for an older digest as for one of today."""
        _plain.harden_runtime(password, sealed_secrets.opened_digest(encoded))


_plain = PBKDF2PasswordHasher()
