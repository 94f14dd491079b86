"""A window that owners hold grows until they do not: more is shown of markets with groups, and nobody learns by it.

Markets have owners of up to four returns, alike within an owner in every second one. Those in which R1 and R2 hold are
counted. The attackers are the one and the two owners who hold most of the window that was too narrow: they take
their own figures out of the published mean. Beside them stands who knows the figures of all others and the victim's
place in the order, and has no release (docs/decisions/0041-wider-windows.md).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from math import exp
from random import Random

import pytest

from reports.domain.attacks.markets import random_market, total_cohort, total_of, total_row
from reports.domain.cohort import CohortRow
from reports.domain.fair_windows import fair_median_window, fairly_held
from reports.domain.figures import median_to_print
from reports.domain.measures import measures_of
from reports.domain.members import Member, Members
from reports.domain.order_windows import Window, median_window
from reports.domain.policy import PROTECTED
from reports.domain.rules import first_to_bite
from reports.domain.statistics import quantiles_of

SEED = 4101
PROMISES = {(5, 9): ("0.85", "0.025"), (10, 19): ("0.95", "0.015"), (20, 60): ("0.95", "0.008")}


@dataclass(frozen=True)
class Trial:
    """A market in which R1 and R2 hold, with its exact and its shown median, and the window it was taken from."""

    members: Members
    exact: Decimal
    shown: Decimal | None
    window: Window | None

    @property
    def error(self) -> Decimal:
        return abs((self.shown or 0) - self.exact) / self.exact

    @property
    def narrow(self) -> Window:
        return median_window(len(self.members), PROTECTED)


def with_groups(rng: Random, size: int, *, alike: bool) -> list[CohortRow]:
    rows = random_market(rng, size)
    if not alike:
        return rows
    levels = {owner: rng.gauss(0, 0.1) for owner in sorted({row.owner for row in rows})}
    totals = [Decimal(f"{22 * exp(levels[row.owner] + rng.gauss(0, 0.066)):.6f}") for row in rows]
    return [total_row(number, total, row.owner) for number, (row, total) in enumerate(zip(rows, totals, strict=True))]


@cache
def play(markets: int, smallest: int, largest: int) -> list[Trial]:
    rng = Random(SEED)
    return [
        trial
        for number in range(markets)
        for trial in tried(with_groups(rng, rng.randint(smallest, largest), alike=number % 2 == 0))
    ]


def tried(rows: list[CohortRow]) -> Iterator[Trial]:
    [measure] = measures_of(total_cohort(rows))
    if first_to_bite(measure, PROTECTED) is None:
        shown, exact = median_to_print(measure, PROTECTED), quantiles_of(total_of(row) for row in rows).median
        window = fair_median_window(measure.members, PROTECTED)
        yield Trial(measure.members, exact or Decimal(1), shown if isinstance(shown, Decimal) else None, window)


@pytest.mark.parametrize("markets", [300, pytest.param(6000, marks=pytest.mark.proof)])
@pytest.mark.parametrize("sizes", list(PROMISES))
def test_markets_with_owner_groups_are_shown_and_near_the_exact_median(markets: int, sizes: tuple[int, int]) -> None:
    trials = play(markets, *sizes)
    shown = [trial.error for trial in trials if trial.shown is not None]
    least, most = map(Decimal, PROMISES[sizes])
    assert len(trials) > markets / 4
    assert len(shown) >= least * len(trials), (len(shown), len(trials))
    assert sum(shown, Decimal(0)) / len(shown) <= most


def widened(trials: list[Trial]) -> list[Trial]:
    return [one for one in trials if one.shown is not None and not fairly_held(one.members, one.narrow, PROTECTED)]


def hits(guess: Decimal, truth: Decimal) -> tuple[bool, bool, bool]:
    return round(guess, 2) == round(truth, 2), abs(guess - truth) <= Decimal("0.05"), abs(guess / truth - 1) <= 0.01


def guesses(trial: Trial, owners: int) -> tuple[Decimal, Decimal, Decimal] | None:
    """Return what the attackers make of the release, what is so, and what is known without it, of one who is inside."""
    assert trial.window is not None and trial.shown is not None
    members, narrow = trial.members, trial.narrow
    first = Counter(member.owner for member in members[narrow.start : narrow.stop]).most_common(owners)
    attackers = {owner for owner, _ in first}
    inside = range(trial.window.start, trial.window.stop)
    own = [members[place].value for place in inside if members[place].owner in attackers]
    victims = [place for place in inside if members[place].owner not in attackers]
    if not victims:
        return None
    victim = victims[len(victims) // 2]
    released = (trial.window.width * trial.shown - sum(own, Decimal(0))) / len(victims)
    return released, members[victim].value, (members[victim - 1].value + members[victim + 1].value) / 2


@pytest.mark.parametrize("markets", [300, pytest.param(20000, marks=pytest.mark.proof)])
@pytest.mark.parametrize("owners", [1, 2])
def test_owners_learn_no_more_from_a_wider_window_than_one_who_knows_all_others(markets: int, owners: int) -> None:
    found = [guess for trial in widened(play(markets, 8, 19)) if (guess := guesses(trial, owners))]
    released = [sum(hit) for hit in zip(*(hits(guess, truth) for guess, truth, _ in found), strict=True)]
    strong = [sum(hit) for hit in zip(*(hits(guess, truth) for _, truth, guess in found), strict=True)]
    assert len(found) > markets / 25
    assert released[0] <= max(strong[0], 1 + len(found) // 100), (len(found), released, strong)
    assert released[1] <= strong[1] and released[2] <= strong[2], (len(found), released, strong)


def test_the_policy_could_leave_windows_as_they_are() -> None:
    fixed = replace(PROTECTED, widens_median_window=False)
    ten = Members.of([Member(f"p{i}", owner, Decimal(20 + i), Decimal(1)) for i, owner in enumerate("abcXXXXdef")])
    assert fair_median_window(ten, PROTECTED) == Window(1, 8)
    assert fair_median_window(ten, fixed) is None
