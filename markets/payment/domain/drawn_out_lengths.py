"""Visits drawn out to the planned end, by provider, from counts of delivered half-minutes; and if they were not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from random import Random
from typing import Any

from markets.measures.domain.drawn_out_visits import AT_PLAN, BESIDE_FROM, BESIDE_TO, FEWEST_A_CELL
from markets.payment.domain.expression import Compiled

HALF_MINUTE = 30
DRAWS, A_DRAW = 20, 100
# Where so many of the lengths are whole minutes, the phones round; by chance it is one in two half-minutes.
ROUNDED_FROM, FEWEST_TO_TELL = 0.9, 30
PER_CENT = 100
LengthRow = tuple[str, int, int, int]


@dataclass(frozen=True)
class LengthCell:
    """Visits of one provider and one planned length: how many lasted so many half-minutes."""

    whose: str
    planned: int
    lengths: Mapping[int, int]

    @property
    def n(self) -> int:
        return sum(self.lengths.values())

    @property
    def at_plan(self) -> dict[int, int]:
        return {half: number for half, number in self.lengths.items() if -AT_PLAN <= self._beyond(half) < AT_PLAN}

    @property
    def shorter(self) -> dict[int, int]:
        return {half: number for half, number in self.lengths.items() if self._beyond(half) < -AT_PLAN}

    @property
    def beside(self) -> int:
        """Return those in the windows of three to seven minutes on both sides; a half-minute is where it begins."""
        return sum(
            number
            for half, number in self.lengths.items()
            if -BESIDE_TO <= self._beyond(half) < -BESIDE_FROM or BESIDE_FROM <= self._beyond(half) < BESIDE_TO
        )

    @property
    def excess(self) -> Fraction:
        return max(Fraction(), sum(self.at_plan.values()) - Fraction(self.beside, 2))

    @property
    def could(self) -> Fraction:
        return self.excess + sum(self.shorter.values()) + Fraction(self.beside, 4)

    @property
    def variance(self) -> Fraction:
        return sum(self.at_plan.values()) + Fraction(self.beside, 4)

    def _beyond(self, half: int) -> int:
        return half * HALF_MINUTE - self.planned * 60


@dataclass(frozen=True, slots=True)
class DrawnOut:
    """The share of visits drawn out, and how far it may be off by chance (two in three times); None where unknown."""

    whose: str
    visits: int
    share: float | None
    error: float | None

    @property
    def as_json(self) -> dict[str, Any]:
        share = None if self.share is None or self.error is None else [f"{self.share:.6f}", f"{self.error:.6f}"]
        return {"whose": self.whose, "visits": self.visits, "share": share}


def cells_of(rows: Iterable[LengthRow]) -> list[LengthCell]:
    """Return the cells with enough visits to tell, of (provider, planned minutes, half-minutes, number)."""
    found: defaultdict[tuple[str, int], Counter[int]] = defaultdict(Counter)
    for whose, planned, half, number in rows:
        found[whose, planned][half] += number
    cells = [LengthCell(whose, planned, lengths) for (whose, planned), lengths in sorted(found.items())]
    return [cell for cell in cells if cell.n >= FEWEST_A_CELL]


def phones_round(cells: Sequence[LengthCell]) -> bool:
    """Tell whether nearly all lengths are whole minutes: then nobody can tell who was drawn out to the plan."""
    n = sum(cell.n for cell in cells)
    whole = sum(number for cell in cells for half, number in cell.lengths.items() if half % 2 == 0)
    return n >= FEWEST_TO_TELL and whole >= ROUNDED_FROM * n


def drawn_out_of(cells: Sequence[LengthCell]) -> list[DrawnOut]:
    """Return the share of each provider, and first that of all under a blank name."""
    by: defaultdict[str, list[LengthCell]] = defaultdict(list)
    for cell in cells:
        by[cell.whose].append(cell)
    return [_drawn_out("", cells), *(_drawn_out(whose, by[whose]) for whose in sorted(by))]


def _drawn_out(whose: str, cells: Sequence[LengthCell]) -> DrawnOut:
    could = sum((cell.could for cell in cells), Fraction())
    n = sum(cell.n for cell in cells)
    if not could or phones_round(cells):
        return DrawnOut(whose, n, None, None)
    excess = sum((cell.excess for cell in cells), Fraction())
    return DrawnOut(whose, n, float(excess / could), sqrt(sum(cell.variance for cell in cells)) / float(could))


@dataclass(frozen=True)
class EndedWhenDone:
    """What leaving when done does: seconds less delivered, and by planned length what each rule pays less."""

    per_cent: int
    leavers: Fraction
    freed: Fraction
    less: Mapping[int, Sequence[Fraction]]


def ended_when_done(cells: Sequence[LengthCell], pays: Sequence[Compiled], per_cent: int, seed: str) -> EndedWhenDone:
    """Return what changes if so many per cent of drawn-out visits end when done.

    What each would have needed is drawn from the provider's own short visits of that length: the mean of twenty draws
    by ``seed``, of at most a hundred visits each.
    """
    leavers, freed = Fraction(), Fraction()
    less: defaultdict[int, list[Fraction]] = defaultdict(lambda: [Fraction()] * len(pays))
    for cell in cells:
        number = cell.excess * per_cent / PER_CENT
        if not number or not cell.shorter:
            continue
        needed = _needed(cell, number, seed)
        leavers += number
        freed += number * (_mean(cell.at_plan, _seconds) - _mean(needed, _seconds))
        lost = [_mean(cell.at_plan, _paid(pay, cell)) - _mean(needed, _paid(pay, cell)) for pay in pays]
        less[cell.planned] = [one + number * each for one, each in zip(less[cell.planned], lost, strict=True)]
    return EndedWhenDone(per_cent, leavers, freed, dict(less))


def _needed(cell: LengthCell, number: Fraction, seed: str) -> Counter[int]:
    lengths, weights = zip(*sorted(cell.shorter.items()), strict=True)
    draw = Random(f"{seed} {cell.whose} {cell.planned}")
    return Counter(draw.choices(lengths, weights, k=DRAWS * max(1, min(A_DRAW, int(number)))))


def _seconds(half: int) -> int:
    return half * HALF_MINUTE


def _paid(pay: Compiled, cell: LengthCell) -> Any:
    return lambda half: pay(cell.planned * 60, half * HALF_MINUTE)


def _mean(lengths: Mapping[int, int], value: Any) -> Fraction:
    return Fraction(sum(number * value(half) for half, number in lengths.items()), sum(lengths.values()))
