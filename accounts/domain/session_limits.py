"""When a session ends: after a while without use, and after a day's work in all."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lasts without use (``idle``) and however much it is used (``overall``)."""

    idle: timedelta
    overall: timedelta

    @property
    def noted_every(self) -> float:
        """Return after how many seconds a use is noted again: not with each click, and often enough to be fair."""
        return min(60.0, self.idle.total_seconds() / 20)


@dataclass(frozen=True, slots=True)
class SessionTimes:
    """When a session began and when it was last used, in seconds since 1970."""

    began: float
    used: float

    def seconds_left(self, limits: SessionLimits, now: float) -> tuple[int, int]:
        """Return how long the session lasts unless it is used, and how long at most."""
        overall = self.began + limits.overall.total_seconds() - now
        idle = self.used + limits.idle.total_seconds() - now
        return max(0, int(min(idle, overall))), max(0, int(overall))

    def is_over(self, limits: SessionLimits, now: float) -> bool:
        idle, overall = limits.idle.total_seconds(), limits.overall.total_seconds()
        return now - self.used >= idle or now - self.began >= overall
