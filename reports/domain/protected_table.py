"""The gate: the only types that a public output can be made of, and that only protect() can make.

A hidden cell shows nothing, not even its n. The reason why it is hidden is for the independent team; it stays out of
repr and therefore out of logs.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import InitVar, dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Never

from reports.domain.ledger import Figures, Membership
from reports.domain.measures import CellKey
from reports.domain.statistics import TwoTotals

# Named in protect.py and nowhere else (a test reads the sources).
_GATE = object()


class Status(StrEnum):
    SHOWN = "shown"
    HIDDEN = "hidden"


class HidingReason(StrEnum):
    """The first rule by which a cell, or its quartiles, are withheld. For the independent team only."""

    NO_VALUES = "no_values"
    FEW_OWNERS = "R1"
    ONE_OWNER_DOMINATES = "R2"
    LITTLE_SPREAD = "R3"
    FEW_ABOVE_ZERO = "few_above_zero"
    FEW_BESIDE_TOTAL = "few_beside_total"
    TOTAL_HIDDEN = "total_hidden"
    DIFFERENCE = "R4"
    COMPLEMENT = "R5"
    WINDOW_HELD = "R6"
    ZERO = "zero"
    FEW_FOR_QUARTILES = "R7"
    OWN_FIGURE = "R10"
    QUARTILES_OUT_OF_ORDER = "R11"
    REPEATED = "R13"
    ANOTHER_EXERCISE = "another_exercise"


class Gated:
    """A type that protect() alone makes: nobody else can construct, replace, copy, unpickle or subclass it."""

    def __init_subclass__(cls) -> None:
        if cls.__module__ != __name__:
            raise TypeError("a protected type has no subclasses: they would go round its gate")

    def __reduce_ex__(self, protocol: object) -> Never:
        raise TypeError(f"{type(self).__name__} is made by protect() only, not by a copy or a pickle")

    def _check(self, gate: object) -> None:
        if gate is not _GATE:
            raise TypeError(f"{type(self).__name__} is made by protect() only")


@dataclass(frozen=True)
class ProtectedCell(Gated):
    """A decided cell. ``figures`` are None if it is hidden.

    ``carried_from`` names the release in which carried figures first came, ``carried_because`` the rule: R4, R13 or
    another exercise. ``fresh_figures`` counts how often the cell had figures of its own in the exercise, this time
    included. ``seal`` makes the digests of the members that the figures are of, when they are asked for.
    """

    key: CellKey
    figures: Figures | None
    reason: HidingReason | None = field(default=None, repr=False)
    quartiles_reason: HidingReason | None = field(default=None, repr=False)
    carried_from: str | None = field(default=None, repr=False)
    carried_because: HidingReason | None = field(default=None, repr=False)
    fresh_figures: int = field(default=0, repr=False)
    seal: Callable[[], Membership] = field(default=frozenset, repr=False, compare=False)
    gate: InitVar[object] = None

    def __post_init__(self, gate: object) -> None:
        self._check(gate)

    @property
    def status(self) -> Status:
        return Status.HIDDEN if self.figures is None else Status.SHOWN

    @property
    def membership(self) -> Membership:
        return self.seal()

    @property
    def n(self) -> int | None:
        return self.figures.n if self.figures else None

    @property
    def median(self) -> Decimal | None:
        return self.figures.median if self.figures else None

    @property
    def lower_quartile(self) -> Decimal | None:
        return self.figures.lower_quartile if self.figures else None

    @property
    def upper_quartile(self) -> Decimal | None:
        return self.figures.upper_quartile if self.figures else None

    @property
    def coverage(self) -> Decimal | None:
        return self.figures.coverage if self.figures else None

    @property
    def indicative(self) -> bool:
        return self.figures is not None and self.figures.indicative


@dataclass(frozen=True)
class ProtectedTable(Gated):
    """The decided cells in Annex A's order, column by column (groups last), and both totals of the whole cohorts.

    A public sum of line medians adds published figures only: it tells nothing that the cells do not.
    """

    cells: Mapping[CellKey, ProtectedCell]
    totals: Mapping[tuple[str, str], TwoTotals]
    policy_version: str
    policy_sha256: str
    for_publication: bool
    gate: InitVar[object] = None

    def __post_init__(self, gate: object) -> None:
        self._check(gate)

    def __iter__(self) -> Iterator[ProtectedCell]:
        return iter(self.cells.values())

    def cell(self, column: str, line: str, dimension: str = "", group: str = "") -> ProtectedCell:
        return self.cells[CellKey(column, line, dimension, group)]
