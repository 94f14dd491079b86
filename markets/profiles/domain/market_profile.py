"""A profile of a market for a period: every figure as rows, in one order, with a digest."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from markets.measures.domain import sql_hours
from markets.measures.domain.catalogue import KEYS
from markets.measures.domain.double_handed import PairClient
from markets.measures.domain.sql_care import MARKET
from markets.measures.domain.stored_measures import StoredVisits, stored_measures
from markets.profiles.domain.double_figures import clients_to_review, double_rows
from markets.profiles.domain.figure_rows import FigureRow, digest_of
from markets.profiles.domain.own_zones import own_zone_rows
from markets.profiles.domain.pay_figures import pay_rows
from markets.profiles.domain.place_figures import density_rows, place_rows
from markets.profiles.domain.profile_inputs import ProfileInputs
from markets.profiles.domain.protected_market import market_beside
from markets.profiles.domain.table_figures import table_rows, unknown
from markets.profiles.domain.visit_figures import (
    failure_rows,
    hours_by_zone,
    hours_rows,
    measure_rows,
    slot_rows,
)
from markets.visits.domain.attendance import HOUR

# A figure made by another edition of these definitions is not compared with one of this.
EDITION = "2"


@dataclass(frozen=True, slots=True)
class MarketProfile:
    """Figures as rows, providers with times by hand, and clients of the council's own visits who might be reviewed."""

    rows: tuple[FigureRow, ...]
    filled_in: tuple[str, ...]
    reviews: tuple[PairClient, ...] = ()

    @property
    def digest(self) -> str:
        return digest_of(self.rows)


def market_profile(visits: StoredVisits, inputs: ProfileInputs) -> MarketProfile:
    measures = stored_measures(visits)
    zones, lengths = hours_by_zone(visits), _length_hours(visits)
    rows = [
        *measure_rows(measures),
        *hours_rows(visits),
        *failure_rows(zones),
        *table_rows(inputs, zones, lengths),
        *place_rows(visits, inputs),
        *density_rows(visits),
        *double_rows(visits, inputs.card),
        *slot_rows(visits),
    ]
    if inputs.is_independent:
        # Of these nothing stands beside a provider's own: what is said of others leaves by a release alone.
        rows += [*own_zone_rows(visits, measures.filled_in), *pay_rows(visits, inputs)]
        beside: list[FigureRow] = []
    else:
        beside = market_beside(rows, inputs.owners, _hours(rows))
    rows += [*unknown(KEYS, rows), *beside]
    reviews = () if inputs.is_independent else clients_to_review(visits, measures.filled_in)
    return MarketProfile(tuple(_once(rows)), measures.filled_in, reviews)


def _once(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """Return one row of a measure, level and ref, in their order; names that were cut may be the same."""
    found = {(row.level, row.ref, row.measure): row for row in reversed(rows)}
    return [found[key] for key in sorted(found)]


def _hours(rows: Sequence[FigureRow]) -> dict[str, Decimal]:
    return {
        row.ref: row.value
        for row in rows
        if row.measure == "hours" and row.level == "provider" and row.value is not None
    }


def _length_hours(visits: StoredVisits) -> Mapping[tuple[str, str, int], Fraction]:
    found = visits.ask(sql_hours.paid_hours(visits.relation, MARKET), [[]])
    return {(zone, name, minutes): Fraction(secs, HOUR * visits.weeks) for zone, name, minutes, secs in found}


def asked_digest(asked: Mapping[str, object], datasets: Sequence[str], tables: Sequence[str]) -> str:
    """Return a digest over all that a profile is made of: whoever asks for the same again gets the same run."""
    document = {"edition": EDITION, "asked": asked, "datasets": sorted(datasets), "tables": sorted(tables)}
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
