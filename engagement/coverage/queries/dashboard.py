"""Query the dashboard of an exercise, for one part of the market or for all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.domain.context import Context
from engagement.contacts.domain.vocabulary import Topic
from engagement.contacts.queries.counts import contacts_by_week
from engagement.coverage.domain.breakdown import Breakdown, MarketPart, parts
from engagement.coverage.domain.coverage import Coverage, coverage, for_council
from engagement.coverage.domain.forecast import Forecast, forecast
from engagement.coverage.domain.forecast import in_words as forecast_in_words
from engagement.coverage.domain.location_filter import LocationFilter
from engagement.coverage.domain.location_status import LocationStatus
from engagement.coverage.domain.outcome_names import LocationOutcome
from engagement.coverage.domain.outcomes import Outstanding, has_declined
from engagement.coverage.domain.status_tables import (
    UNITS,
    Unit,
    coverage_table,
    outcome_table,
    part_table,
    reasons_table,
    standard_table,
    tally,
    week_table,
)
from engagement.coverage.domain.tables import Table, row
from engagement.coverage.domain.weeks import Week, weeks
from engagement.coverage.queries.location_status import market, owed_in, topics_in
from engagement.permissions import is_of_the_team
from register.queries import Exercise

UK = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The dashboard.

    ``everybody`` is the whole market, ``market`` the part that was asked for, of which all else is; ``counts`` are its
    outcomes.
    """

    unit: Unit
    everybody: list[LocationStatus]
    market: list[LocationStatus]
    owed: Outstanding
    counts: Mapping[LocationOutcome, int]
    coverage: Coverage
    weeks: tuple[Week, ...]
    topics: Mapping[Topic, set[UUID]]
    forecast: Forecast | None
    is_for_team: bool
    received_on: tuple[date, ...] = ()
    broken_down: Mapping[Breakdown, list[MarketPart]] = field(default_factory=dict)

    @property
    def tables(self) -> dict[str, Table]:
        """Return the tables by key; breakdowns that the council's list does not have are left out."""
        found = [
            coverage_table(self.coverage, self.unit, for_team=self.is_for_team),
            outcome_table(self.counts, self.unit, for_team=self.is_for_team),
            standard_table(self.market, self.owed, self.unit),
            reasons_table(self.counts, self.topics, self.unit),
            week_table(self.weeks),
            forecast_table(self.forecast),
            *(part_table(some, by, self.unit) for by, some in self.broken_down.items() if some),
        ]
        return {table.key: table for table in found}


def dashboard(
    context: Context | None,
    exercise: Exercise,
    wanted: LocationFilter,
    today: date,
    everybody: list[LocationStatus] | None = None,
) -> Dashboard:
    """Return the dashboard; ``everybody`` is the market if the caller has read it already for the same asker."""
    everybody = market(context, exercise.id) if everybody is None else everybody
    some = [facts for facts in everybody if wanted.is_in_part(facts.place)]
    is_for_team = is_of_the_team(context)
    asked = [facts.place.participation_id for facts in some]
    received = [facts.received_at.astimezone(UK).date() for facts in some if facts.received_at]
    seen, owed = coverage(some), owed_in(context, exercise.id)
    return Dashboard(
        unit=UNITS[exercise.service],
        everybody=everybody,
        market=some,
        owed=owed,
        counts=tally(some, owed),
        coverage=seen if is_for_team else for_council(seen),
        weeks=_weeks(context, exercise, asked if wanted.is_part else None, received, today),
        topics=topics_in(context, exercise.id, [f.place.participation_id for f in some if not f.is_received]),
        forecast=forecast_of(exercise, some, received, today),
        is_for_team=is_for_team,
        received_on=tuple(received),
        broken_down={by: parts(some, by) for by in Breakdown},
    )


def _weeks(
    context: Context | None, exercise: Exercise, asked: list[UUID] | None, received: list[date], today: date
) -> tuple[Week, ...]:
    contacts = contacts_by_week(context, exercise.id, asked)
    return weeks(
        contacts, received, first=exercise.opens_on, last=max(exercise.opens_on, min(today, exercise.closes_on))
    )


def forecast_of(exercise: Exercise, some: list[LocationStatus], received: list[date], today: date) -> Forecast | None:
    """Return the forecast for these locations, of which the asker has read the status already."""
    scope = [facts for facts in some if facts.place.is_relevant]
    return forecast(
        received,
        in_scope=len(scope),
        declined=sum(has_declined(facts) for facts in scope),
        opens_on=exercise.opens_on,
        closes_on=exercise.closes_on,
        today=today,
    )


def forecast_table(seen: Forecast | None) -> Table:
    rows: tuple[Any, ...] = ()
    if seen is not None:
        rows = (
            row("At least, nine times in ten", str(seen.low)),
            row("In the middle", str(seen.middle)),
            row("At most, nine times in ten", str(seen.high)),
            row("In scope", str(seen.of)),
        )
    return Table("forecast", "Forecast", ("Returns by the closing day", "Number"), rows, forecast_in_words(seen))
