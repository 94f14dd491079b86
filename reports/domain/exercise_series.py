"""Releases of several exercises one after another: each is held beside what the earlier ones published (R13)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from costing.form import Form
from reports.domain.cohort import CohortFault
from reports.domain.ledger import Ledger, LedgerEntry
from reports.domain.market_series import OF, Coverages, MarketOfRelease, Owners, SeriesRelease, releases_in_turn
from reports.domain.policy import Policy


@dataclass(frozen=True)
class MarketsOfExercise:
    """The markets of an exercise, a release each, and the price dates that its returns name."""

    name: str
    markets: Sequence[MarketOfRelease]
    price_dates: frozenset[date] = frozenset()


@dataclass(frozen=True)
class _Published:
    """What an earlier exercise published, as the ledger of a later one names it."""

    of: MarketsOfExercise
    entries: tuple[LedgerEntry, ...]
    coverages: dict[str, Coverages]


def exercises_in_turn(
    form: Form, exercises: Sequence[MarketsOfExercise], policy: Policy, owners: Owners, key: bytes
) -> Iterator[tuple[str, SeriesRelease | CohortFault]]:
    """Yield the releases of each exercise under its name, the last of each made after its closing day.

    Exercises of one service are compared where any of their returns have a price date in common.
    """
    earlier: list[_Published] = []
    for exercise in exercises:
        beside = [one for one in earlier if one.of.price_dates & exercise.price_dates]
        entries = tuple(entry for one in beside for entry in one.entries)
        coverages = {name: of for one in beside for name, of in one.coverages.items()}
        ledger = Ledger(exercise.name or "a series", key, elsewhere=entries)
        made = []
        for release in releases_in_turn(form, exercise.markets, policy, owners, ledger, coverages):
            yield exercise.name, release
            if isinstance(release, CohortFault):
                return
            made.append(release)
        earlier.append(_published(exercise, made))


def _published(exercise: MarketsOfExercise, releases: Sequence[SeriesRelease]) -> _Published:
    prefix = f"{exercise.name}{OF}"
    entries = tuple(replace(entry, release=f"{prefix}{entry.release}") for one in releases for entry in one.entries)
    last = releases[-1].coverages if releases else {}
    return _Published(exercise, entries, {f"{prefix}{name}": of for name, of in last.items() if OF not in name})
