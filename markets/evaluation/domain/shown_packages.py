"""Packages that changed hands, as a page shows them: a sentence, and from whom to whom where these are not few."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class HandedWay:
    """``hours`` a week of so many packages that went from one location to another."""

    giver: str
    taker: str
    packages: int
    hours: float


@dataclass(frozen=True, slots=True)
class ShownPackages:
    """``moved`` of ``of`` packages have another provider than before; None where these are fewer than five."""

    says: str
    ways: tuple[HandedWay, ...] = ()
    of: int | None = None
    moved: int | None = None
    hours: float | None = None

    @property
    def others(self) -> str:
        """Return what is said of the packages that no way tells; blank where there is none."""
        rest = (self.moved or 0) - sum(way.packages for way in self.ways)
        return f"{rest:,} more changed hands in smaller groups, which are not shown one by one." if rest else ""


def shown_packages(found: Mapping[str, Any], names: Mapping[str, str]) -> ShownPackages:
    if "why" in found:
        return ShownPackages(f"Which packages changed provider is not known: {found['why']}.")
    of = found["of"]
    if found["moved"] is None:
        return ShownPackages(
            f"Of {of:,} clients with a package on both days fewer than five have another provider.", of=of
        )
    ways = tuple(HandedWay(names.get(a, a), names.get(b, b), n, hours) for a, b, n, hours in found["ways"])
    share = found["hours"] / found["of_hours"] if found["of_hours"] else 0.0
    says = (
        f"Of {of:,} clients with a package on both days {found['moved']:,} have another provider: "
        f"{found['hours']:,.1f} hours a week, {share:.1%} of theirs."
    )
    return ShownPackages(says, ways, of, found["moved"], found["hours"])


def packages_refs(document: Mapping[str, Any] | None) -> Iterator[str]:
    """Yield the locations that a look's packages name."""
    ways: Sequence[Sequence[Any]] = ((document or {}).get("packages") or {}).get("ways", ())
    for giver, taker, *_ in ways:
        yield from (giver, taker)
