"""Versions of a project brief: what each says, and what it changed of the one before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from costing.figure_words import gbp

LABELS = {
    "aim": "Aim", "scope": "Scope", "constraints": "Constraints", "stakeholders": "Stakeholders",
    "deliverables": "Deliverables", "acceptance": "How it is accepted", "days": "Days", "day_rate_gbp": "Rate a day",
    "spent_gbp": "Spent so far",
}  # fmt: skip
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class BriefTerms:
    """What a brief says; money in pounds, ``days`` at ``day_rate_gbp`` each."""

    aim: str
    scope: str
    constraints: str
    stakeholders: str
    deliverables: str
    acceptance: str
    days: Decimal
    day_rate_gbp: Decimal
    spent_gbp: Decimal

    @property
    def budget_gbp(self) -> Decimal:
        return self.days * self.day_rate_gbp

    @property
    def left_gbp(self) -> Decimal:
        """What is left of the budget; below 0 where more was spent."""
        return self.budget_gbp - self.spent_gbp

    @property
    def over_gbp(self) -> Decimal:
        """By how much more was spent than agreed; 0 where it was not."""
        return max(Decimal(0), -self.left_gbp)

    def in_words(self, name: str) -> str:
        value = getattr(self, name)
        if name.endswith("_gbp"):
            return gbp(value)
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value or NOTHING


@dataclass(frozen=True, slots=True)
class BriefVersion:
    """A version by its number, why and by whom it was made, and what it changed: label, before, now."""

    number: int
    why: str
    made_at: datetime
    made_by: str
    changes: tuple[tuple[str, str, str], ...]


def terms_from(row: Any) -> BriefTerms:
    """Return the terms of anything that has them as attributes."""
    return BriefTerms(**{field.name: getattr(row, field.name) for field in fields(BriefTerms)})


def changed(before: BriefTerms, now: BriefTerms) -> tuple[tuple[str, str, str], ...]:
    """Return what two versions say otherwise: label, before, now."""
    return tuple(
        (label, before.in_words(name), now.in_words(name))
        for name, label in LABELS.items()
        if getattr(before, name) != getattr(now, name)
    )


def versions_of(rows: Iterable[Any]) -> list[BriefVersion]:
    """Return the versions, the newest first; ``rows`` come in that order."""
    return list(_versions(list(rows)))


def _versions(rows: Sequence[Any]) -> Iterator[BriefVersion]:
    for row, before in zip(rows, [*rows[1:], None], strict=False):
        changes = changed(terms_from(before), terms_from(row)) if before is not None else ()
        yield BriefVersion(row.number, row.why, row.made_at, row.made_by.full_name, changes)
