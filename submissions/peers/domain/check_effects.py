"""How often a check fires, and how often that leads to a correction or an explanation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Firing:
    """A finding of a version; ``key`` is blank where it is about the whole return."""

    return_id: UUID
    version: int
    code: str
    key: str


@dataclass(frozen=True, slots=True)
class CheckEffect:
    """In how many returns a check fired, in any version; how many then changed the figure, explained it, or neither.

    ``gone`` are those where it fires no more though that figure stayed, as another was changed.
    """

    code: str
    fired: int
    corrected: int
    gone: int
    explained: int
    standing: int

    @property
    def share_corrected(self) -> float | None:
        return self.corrected / self.fired if self.fired else None


Values = Mapping[tuple[UUID, int], Mapping[str, str]]
Explained = frozenset[tuple[UUID, str, str]]


def last_seen(firings: Iterable[Firing]) -> dict[tuple[UUID, str, str], int]:
    """Return by return, code and key the last version in which a check fired."""
    found: dict[tuple[UUID, str, str], int] = {}
    for one in firings:
        about = (one.return_id, one.code, one.key)
        found[about] = max(found.get(about, 0), one.version)
    return found


def versions_to_compare(firings: Iterable[Firing], newest: Mapping[UUID, int]) -> set[tuple[UUID, int]]:
    """Return the versions whose answers tell a correction: the last with a finding that is gone, and the newest."""
    gone = [(about[0], last) for about, last in last_seen(firings).items() if last < newest[about[0]]]
    return {*gone, *((return_id, newest[return_id]) for return_id, _ in gone)}


def check_effects(
    firings: Sequence[Firing], newest: Mapping[UUID, int], values: Values, explained: Explained
) -> list[CheckEffect]:
    """Return the effect of each check that fired, by code.

    A return is counted once a code: as corrected if a figure was, else as explained, else as gone, else as standing.
    """
    fates: dict[str, dict[UUID, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (return_id, code, key), last in last_seen(firings).items():
        fates[code][return_id].add(_fate(return_id, code, key, last, newest, values, explained))
    return [_counted(code, list(of_returns.values())) for code, of_returns in sorted(fates.items())]


def _fate(
    return_id: UUID, code: str, key: str, last: int, newest: Mapping[UUID, int], values: Values, explained: Explained
) -> str:
    if last < newest[return_id]:
        before, after = (values.get((return_id, number), {}).get(key) for number in (last, newest[return_id]))
        return "corrected" if not key or before != after else "gone"
    return "explained" if (return_id, code, key) in explained else "standing"


def _counted(code: str, fates: Sequence[set[str]]) -> CheckEffect:
    order = ("corrected", "explained", "gone", "standing")
    first = [next(fate for fate in order if fate in each) for each in fates]
    counts = {fate: first.count(fate) for fate in order}
    return CheckEffect(code, len(fates), **counts)
