"""What is known when annexes are made: frozen figures of one edition, and the words about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from costing.form import Form
from reports.annexes.domain.editions import AnnexEdition
from reports.domain.comparison import HEADLINES, MEDIAN_OF_RETURNS
from reports.domain.released_table import ReleasedColumn, released_columns


@dataclass(frozen=True)
class AnnexFacts:
    """The figures of an edition.

    ``figures`` is the document of a release: table, totals, and coverage if it is public. ``calculation`` is the exact
    document behind it; {} in the public edition, which knows nothing but its release. ``sums`` are totals over the
    returns used, by key of an answer or driver. ``received`` and ``eligible`` count locations. ``equal`` is how many
    printed cells are some return's own figure. ``about`` are the facts that stand at the end.
    """

    form: Form
    edition: AnnexEdition
    authority: str
    exercise: str
    price_date: str
    figures: Mapping[str, Any]
    calculation: Mapping[str, Any] = field(default_factory=dict)
    sums: Mapping[str, Decimal] = field(default_factory=dict)
    used: int | None = None
    received: int | None = None
    eligible: int | None = None
    equal: int | None = None
    headline: str = MEDIAN_OF_RETURNS
    about: tuple[tuple[str, str], ...] = ()

    @property
    def is_exact(self) -> bool:
        return self.edition == AnnexEdition.STATUTORY

    @cached_property
    def columns(self) -> tuple[ReleasedColumn, ...]:
        """Return the columns in which anybody has a figure; of a public edition all that were released."""
        found = released_columns(self.form, self.figures)
        return tuple(one for one in found if not self.is_exact or any(cell.n for cell in one.cells))

    @property
    def supporting(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.calculation.get("supporting", {})
        return found

    @property
    def drivers(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.supporting.get("drivers", {})
        return found

    @property
    def ways(self) -> list[str]:
        """Return the keys of both ways to state a sum, the headline first."""
        return sorted(HEADLINES, key=lambda way: way != self.headline)


def most_returns(column: ReleasedColumn) -> int | None:
    """Return how many returns have any figure in a column; None where all is hidden."""
    return max((cell.n for cell in column.cells if cell.n is not None), default=None)
