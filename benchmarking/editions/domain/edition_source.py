"""What an edition is made of: an analysis, its councils' figures, and who agreed to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from benchmarking.analysis.domain.catalogue import LEAVING, MEASURES, RoundMeasure, measured
from benchmarking.analysis.domain.council_case import CouncilCase
from benchmarking.analysis.domain.council_figures import HUNDRED, figures_of
from benchmarking.editions.domain.named_members import NamedMember, may_leave, unnamed_in
from benchmarking.rounds.domain.councils import CouncilFigures, as_decimal
from reports.datasheets.domain.bands import Third, thirds

MONTHS_TO_PUBLICATION = 3
MONTHS = 12
LAST_SAFE_DAY = 28


@dataclass(frozen=True)
class EditionSource:
    """An analysis with the councils that it is of, by ONS code, and their consent."""

    week: date
    cases: tuple[CouncilCase, ...]
    members: tuple[NamedMember, ...]
    analysis: Mapping[str, Any]

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, Fraction | None]]:
        return {case.ons_code: measured(case) for case in self.cases}

    @cached_property
    def figures(self) -> Mapping[str, CouncilFigures]:
        return {case.ons_code: figures_of(case) for case in self.cases}

    def of_measure(self, key: str) -> dict[str, Fraction]:
        """Return the figure of each council that has one."""
        if key not in self._found:
            of = MEASURES[key].of
            self._found[key] = {case.ons_code: value for case in self.cases if (value := of(case)) is not None}
        return self._found[key]

    @cached_property
    def _found(self) -> dict[str, dict[str, Fraction]]:
        """Return what has been worked out, by measure."""
        return {}

    @cached_property
    def thirds(self) -> Mapping[str, Mapping[str, Third] | None]:
        """Return by measure that leaves the third of each council; None where they are too few or too much alike."""
        return {one.key: thirds_of(self.of_measure(one.key)) for one in LEAVING}

    def grouped(self, key: str) -> dict[str, Fraction]:
        """Return what the groups of a measure are made of.

        Quality as the links look at it: over many councils one with four rated places counts too.
        """
        if key != "good_share":
            return self.of_measure(key)
        shares = {code: one.good_exact for code, one in self.figures.items()}
        return {code: share * HUNDRED for code, share in shares.items() if share is not None}

    def may_leave(self, measure: RoundMeasure, among: Mapping[str, object]) -> bool:
        """Tell whether a figure of a measure over these councils may leave beside the named rows."""
        return may_leave(unnamed_in(self.members, measure.blocks, among))


def thirds_of(values: Mapping[str, Fraction]) -> dict[str, Third] | None:
    """Return the third of each council; None where they are too few or too much alike."""
    found = thirds([as_decimal(value) for value in values.values()])
    return None if found is None else dict(zip(values, found, strict=True))


def public_from(week: date) -> date:
    """Return the day from which on the public edition may be read: three months after the reference week."""
    is_late = week.day > LAST_SAFE_DAY
    month = week.month + MONTHS_TO_PUBLICATION + is_late
    year, month = week.year + (month - 1) // MONTHS, (month - 1) % MONTHS + 1
    return date(year, month, 1 if is_late else week.day)
