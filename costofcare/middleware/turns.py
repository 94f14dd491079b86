"""How often somebody may ask, counted in this process alone: no row is written for a stranger."""

from collections import OrderedDict
from time import monotonic

# More addresses than that are not remembered: the one that asked longest ago is forgotten.
REMEMBERED = 10_000


class Turns:
    """At most so many turns in so many seconds for each who asks."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def may(self, who: str) -> bool:
        """Count a turn, and tell whether it is one too many."""
        began, count = self._counts.pop(who, (monotonic(), 0))
        if monotonic() - began >= self.seconds:
            began, count = monotonic(), 0
        self._counts[who] = (began, count + 1)
        while len(self._counts) > REMEMBERED:
            self._counts.popitem(last=False)
        return count < self.most
