"""Who was to be interviewed and who was: the cells of the frame with what became of each invitation."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random


class InterviewStatus(StrEnum):
    """What became of somebody in the frame."""

    LISTED = "listed"
    ASKED = "asked"
    BOOKED = "booked"
    DONE = "done"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def colour(self) -> str:
        return {"listed": "grey", "asked": "blue", "booked": "yellow", "done": "green", "declined": "red"}[self.value]


@dataclass(frozen=True, slots=True)
class FrameCell:
    """A cell of the frame: interviewees alike in what matters, of whom so many are to be interviewed."""

    key: str
    title: str
    target: int


@dataclass(frozen=True, slots=True)
class CellCoverage:
    """How far a cell is filled; ``in_frame`` counts all who could be asked."""

    cell: FrameCell
    in_frame: int
    asked: int
    booked: int
    done: int
    declined: int

    @property
    def missing(self) -> int:
        """Return how many interviews are still wanted beyond those done and booked."""
        return max(0, self.cell.target - self.done - self.booked)

    @property
    def left_to_ask(self) -> int:
        return self.in_frame - self.asked - self.booked - self.done - self.declined

    @property
    def is_filled(self) -> bool:
        return self.done >= self.cell.target

    @property
    def cannot_be_filled(self) -> bool:
        """Tell whether too few are left, also if all who were asked or can be asked still agree."""
        return self.missing > self.asked + self.left_to_ask


def coverage_of(cells: Sequence[FrameCell], members: Iterable[tuple[str, InterviewStatus]]) -> tuple[CellCoverage, ...]:
    """Return the coverage of each cell in order, from members as (key of the cell, what became of them)."""
    counts = Counter(members)
    return tuple(
        CellCoverage(
            cell,
            sum(counts[cell.key, status] for status in InterviewStatus),
            *(counts[cell.key, InterviewStatus(status)] for status in ("asked", "booked", "done", "declined")),
        )
        for cell in cells
    )


def drawn_order(members: Iterable[str], seed: int) -> tuple[str, ...]:
    """Return the members of a cell in the order in which they are asked: drawn at random, the same for a seed.

    The order does not depend on the one in which they are given. Who comes next is asked when one declines.
    """
    order = sorted(set(members))
    Random(seed).shuffle(order)
    return tuple(order)
