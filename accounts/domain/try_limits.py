"""How often something may be tried, and how long one waits then.

A wait grows with each further try and never exceeds a minute: nobody is shut out by what others try in their name.
"""

from dataclasses import dataclass
from datetime import timedelta

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many tries within a window are free; after them each is followed by a wait that doubles, up to ``longest``.

    Without ``longest`` nothing more is allowed before the window has passed.
    """

    kind: str
    free: int
    window: timedelta
    longest: timedelta | None = A_MINUTE

    def wait_after(self, tries: int) -> timedelta | None:
        """Return how long one waits after so many tries within the window; None is until it has passed."""
        if tries < self.free:
            return timedelta(0)
        if self.longest is None:
            return None
        return min(self.longest, timedelta(seconds=2 ** min(tries - self.free, 30)))


# Wrong passwords for one person from devices on which nobody has signed in as them.
UNKNOWN_DEVICES = Allowance("person", free=5, window=timedelta(hours=1))
# From one on which they have: whatever strangers try does not count here.
KNOWN_DEVICE = Allowance("device", free=10, window=timedelta(hours=1))
# Wrong passwords from one address, for anybody: a council's whole building has one, and mistypes on deadline day.
ADDRESS = Allowance("address", free=300, window=timedelta(minutes=10))


def uploads(per_hour: int) -> Allowance:
    return Allowance("uploads", free=per_hour, window=timedelta(hours=1), longest=None)
