"""Which councils are named in an edition, block by block, as their consent stood when it was drafted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from benchmarking.rounds.domain.consent import ConsentBlock

# With fewer unnamed councils in a figure, who knows the named ones has nearly theirs.
FEWEST_UNNAMED = 5


@dataclass(frozen=True, slots=True)
class NamedMember:
    """A council that returned, and the blocks that it agreed to show by name."""

    ons_code: str
    council: str
    agreed: frozenset[ConsentBlock]

    def shows(self, blocks: Collection[ConsentBlock]) -> bool:
        """Tell whether other members see what is in all of these blocks by the council's name."""
        return self.agreed.issuperset(blocks)


def unnamed_in(members: Iterable[NamedMember], blocks: Collection[ConsentBlock], among: Collection[str]) -> int:
    """Return how many councils of a figure are not named with it."""
    return sum(1 for one in members if one.ons_code in among and not one.shows(blocks))


def may_leave(unnamed: int) -> bool:
    """Tell whether a figure may leave beside the named rows: none of its councils is unnamed, or five are."""
    return unnamed == 0 or unnamed >= FEWEST_UNNAMED
