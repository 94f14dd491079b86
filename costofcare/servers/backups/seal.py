"""A dump sealed on its way to the disk, and opened on its way back, as age does: also age's own program opens it.

It goes by in pieces of 64 kB; neither memory nor a disk ever has it whole and open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

import pyrage

from costofcare.servers.failures import ServerFailed

SECRET = "AGE-SECRET-KEY-"
NEW_KEY = "portal-manage backup --new-key"


def new_key() -> tuple[str, str]:
    """Return a secret key and its public one: for the latter one seals, with the former alone one opens."""
    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


@dataclass(frozen=True)
class BackupKeys:
    """BACKUP_KEYS: for the first one seals, with any that is secret one opens. ``openers`` are by their public key."""

    sealed_for: str
    openers: dict[str, Any]

    def seal(self, clear: IO[bytes], sealed: IO[bytes]) -> None:
        pyrage.encrypt_io(clear, sealed, [pyrage.x25519.Recipient.from_str(self.sealed_for)])

    def unseal(self, sealed: IO[bytes], clear: IO[bytes]) -> None:
        """Hand on what is opened, piece by piece; each was proven to be as it was sealed, or ServerFailed."""
        try:
            pyrage.decrypt_io(sealed, clear, list(self.openers.values()))
        except BrokenPipeError:
            raise
        except (pyrage.DecryptError, OSError) as trouble:
            raise ServerFailed(f"The backup does not open: {trouble}.") from trouble

    def refusal_to_open(self, sealed_for: str) -> str:
        """Return why what was sealed for a key stays closed; nothing if it opens."""
        if not sealed_for or sealed_for in self.openers:
            return ""
        others = f" BACKUP_KEYS opens what was sealed for {', '.join(self.openers)}." if self.openers else ""
        return (
            f"This backup was sealed for {sealed_for}, and BACKUP_KEYS has not the secret key of it "
            f"({SECRET}…). Nothing was changed.{others}"
        )


def backup_keys(lines: Sequence[str]) -> BackupKeys:
    """Read the setting. Raises ServerFailed with a sentence that has nothing of a key in it."""
    sealed_for, openers = [], {}
    for number, line in enumerate(lines, start=1):
        try:
            secret = pyrage.x25519.Identity.from_str(line) if line.startswith(SECRET) else None
            public = secret.to_public() if secret else pyrage.x25519.Recipient.from_str(line)
        except (pyrage.IdentityError, pyrage.RecipientError):
            raise ServerFailed(
                f"Number {number} of {len(lines)} in BACKUP_KEYS is no key of age. Make one: {NEW_KEY}"
            ) from None
        sealed_for.append(str(public))
        if secret:
            openers[str(public)] = secret
    return BackupKeys(sealed_for[0] if sealed_for else "", openers)
