"""A ledger as the command that verifies it reads it, whichever room it is of."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.domain.ledger_chain import ChainFault


@dataclass(frozen=True, slots=True)
class SealedCell:
    """Where a row of a ledger stands: the number of its release, and its cell."""

    release: int
    column: str
    line: str
    dimension: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class SealedLedger:
    """A ledger of an exercise, or of a higher room, with what is wrong with it; ``kind`` says of which."""

    kind: str
    authority: str
    name: str
    id: str
    cells: Sequence[SealedCell]
    faults: Sequence[ChainFault]
