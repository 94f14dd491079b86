"""The list behind the numbers: the status of each location, a row a location."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from engagement.coverage.domain.location_filter import REACHED_BY
from engagement.coverage.domain.location_status import LocationStatus
from engagement.coverage.domain.outcome_names import SETTLED, LocationOutcome
from engagement.coverage.domain.outcome_words import explained, short_in_words, uk_day
from engagement.coverage.domain.outcomes import (
    Outstanding,
    Short,
    outcome_of,
    short_of,
)
from engagement.coverage.domain.percentages import amount_words
from engagement.coverage.domain.status_tables import Unit
from engagement.coverage.domain.tables import Table, TableRow, row

NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stands:
    facts: LocationStatus
    outcome: LocationOutcome
    because: str
    short: Short

    @property
    def is_settled(self) -> bool:
        """Tell whether the register or a return decides the outcome, so that nobody gives another."""
        return self.outcome in SETTLED

    @property
    def short_words(self) -> str:
        return short_in_words(self.short)

    @property
    def weight_words(self) -> str:
        return amount_words(self.facts.place.weight)


def stands(facts: LocationStatus, owed: Outstanding) -> Stands:
    return Stands(facts, outcome_of(facts, owed), explained(facts, owed), short_of(facts, owed))


ORDERS: dict[str, Callable[[Stands], Any]] = {
    "location": lambda one: "",
    "provider": lambda one: one.facts.place.provider_name.casefold(),
    "weight": lambda one: one.facts.place.weight or Decimal(0),
    "outcome": lambda one: list(LocationOutcome).index(one.outcome),
    "last": lambda one: one.facts.touches.last_at or NEVER,
    "short": lambda one: (one.short.calls + one.short.emails, one.short.calls),
}


def ordered(rows: Sequence[Stands], by: str) -> list[Stands]:
    """Order rows by name, and then as asked; a leading minus reverses. Unknown orders are by name."""
    order, back = by.removeprefix("-"), by.startswith("-")
    by_name = sorted(rows, key=lambda one: one.facts.place.name.casefold(), reverse=back and order == "location")
    return sorted(by_name, key=ORDERS.get(order, ORDERS["location"]), reverse=back and order != "location")


def totals_in_words(rows: Sequence[Stands], unit: Unit) -> str:
    """Return the totals of a list: the numbers of the dashboard and of Annex B that do not count its rows."""
    providers = len({one.facts.place.provider_id for one in rows})
    weights = [one.facts.place.weight for one in rows if one.facts.place.weight is not None]
    market = [_many(len(rows), unit.one, unit.many), _many(providers, "provider", "providers")]
    market += [f"{amount_words(sum(weights, Decimal(0)))} {unit.weight}"] if weights else []
    sums = {count: sum(getattr(one.facts.touches, count) for one in rows) for count in REACHED_BY}
    done = [
        _many(sums["emails"], "email", "emails"),
        _many(sums["calls"], "call", "calls"),
        _many(sums["one_to_ones"], "1-2-1", "1-2-1s"),
        f"{amount_words(sums['answered'])} that they began or answered",
    ]
    return f"Together: {', '.join(market)}. Contacts with them: {', '.join(done)}."


def _many(number: int, one: str, many: str) -> str:
    return f"{amount_words(number)} {one if number == 1 else many}"


def standing_table(rows: Sequence[Stands], unit: Unit) -> Table:
    heads = (
        unit.one.capitalize(),
        "Provider",
        unit.weight.capitalize(),
        "Zone",
        "Size band",
        "Outcome",
        "Because",
        "Emails",
        "Calls",
        "1-2-1s",
        "Began or answered",
        "Short of the standard",
        "Last contact",
    )
    return Table("standing", "Where each location stands", heads, tuple(_row(one) for one in rows))


def _row(one: Stands) -> TableRow:
    place, done = one.facts.place, one.facts.touches
    return row(
        place.name,
        place.provider_name,
        one.weight_words,
        place.zone,
        place.size_band,
        one.outcome.label,
        one.because,
        str(done.emails),
        str(done.calls),
        str(done.one_to_ones),
        str(done.answered),
        one.short_words,
        uk_day(done.last_at) if done.last_at else "never",
    )
