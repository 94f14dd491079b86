"""What a browser remembers of those who have signed in on it: a number of its own, and a digest of each address.

The cookie is signed where it is set and read; in here is only what it says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from secrets import token_hex

REMEMBERED_FOR = timedelta(days=180)
# A computer at a reception desk; of more people the earliest are forgotten.
MOST_PEOPLE = 10


@dataclass(frozen=True, slots=True)
class KnownDevice:
    number: str
    people: Sequence[str] = ()

    def knows(self, email: str) -> bool:
        return self._digest(email) in self.people

    def remembering(self, email: str) -> "KnownDevice":
        digest = self._digest(email)
        return replace(self, people=[*(each for each in self.people if each != digest), digest][-MOST_PEOPLE:])

    def _digest(self, email: str) -> str:
        return sha256(f"{self.number} {email.strip().lower()}".encode()).hexdigest()[:20]

    def __str__(self) -> str:
        return ".".join((self.number, *self.people))


def device_from(said: str) -> KnownDevice:
    """Return the device that a cookie speaks of, or a new one."""
    number, *people = said.split(".")
    return KnownDevice(number, people) if number else KnownDevice(token_hex(16))
