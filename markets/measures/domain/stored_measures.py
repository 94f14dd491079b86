"""All measures of visits in a store, worked out by its engine: the same figures as ``market_measures`` gives of a file.

The store hands in how to ask it; nothing here knows its engine.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from markets.measures.domain import (
    sql_continuity,
    sql_double_handed,
    sql_drawn_out,
    sql_hours,
    sql_rounds,
)
from markets.measures.domain.catalogue import FROM_VISITS, OF_MARKETS, sources_in
from markets.measures.domain.concentration import concentration_index, largest_share, size_bands, worst_failure
from markets.measures.domain.figures import (
    CAREWORKERS,
    CLIENTS,
    AnyFigure,
    HiddenFigure,
    ShareOfVisits,
    SpreadFigure,
    sum_figure,
    unless_few,
)
from markets.measures.domain.places import rural_share
from markets.measures.domain.sql_care import MARKET, OWN_ZONES, PROVIDERS, ZONES, SqlLevel, filled_in_sql
from markets.measures.domain.sql_shares import SHARES, share_statement
from markets.measures.domain.sql_spreads import spreads
from markets.visits.domain.attendance import HOUR, MINUTE

Rows = Sequence[tuple[Any, ...]]
# Asks a statement with its parameters and returns its rows.
Ask = Callable[[str, Sequence[Any]], Rows]
Figures = dict[str, AnyFigure]
HAND_FILLED = "V15"
# What needs the careworkers of each visit in their order: of independent-held data alone, unless a contract says so.
OF_ROUNDS = ("gap", "round", "contact_share")


@dataclass
class StoredMeasures:
    """Figures by level and ref; ``filled_in`` are the providers whose minutes say nothing."""

    market: Figures = field(default_factory=dict)
    provider: dict[str, Figures] = field(default_factory=dict)
    zone: dict[str, Figures] = field(default_factory=dict)
    filled_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class StoredVisits:
    """Where visits lie, what their files hold, how many weeks they cover, and whether rounds may be looked at."""

    ask: Ask
    relation: str
    fields: frozenset[str]
    weeks: int | Fraction
    with_rounds: bool = True


def stored_measures(visits: StoredVisits) -> StoredMeasures:
    filled = tuple(str(row[0]) for row in visits.ask(filled_in_sql(visits.relation), []))
    market = _of_level(visits, MARKET, filled)
    providers, zones = _of_level(visits, PROVIDERS, ()), _of_level(visits, ZONES, filled)
    for name in set(filled) & set(providers):
        hidden = {key: HiddenFigure(HAND_FILLED) for key in providers[name] if FROM_VISITS[key].of_minutes}
        providers[name] |= hidden
    return StoredMeasures(market.get("", {}), providers, zones, filled)


def own_zone_measures(visits: StoredVisits, keys: Iterable[str], filled: Sequence[str]) -> dict[str, Figures]:
    """Return some measures of each provider in each zone, by both; hand-filled minutes are left out."""
    return _of_level(visits, OWN_ZONES, filled, frozenset(keys))


def chosen_measures(visits: StoredVisits, keys: Iterable[str], filled: Sequence[str]) -> Figures:
    """Return some measures of the whole market; hand-filled minutes are left out."""
    return _of_level(visits, MARKET, filled, frozenset(keys)).get("", {})


def _of_level(
    visits: StoredVisits, level: SqlLevel, filled: Sequence[str], only: frozenset[str] = frozenset(FROM_VISITS)
) -> dict[str, Figures]:
    """Return every measure that the fields give, by ref; None where there is nothing to make it of."""
    asked = _LevelOfVisits(visits, level, filled, only)
    columns = {key: asked.figures(key) for key in asked.keys}
    return {ref: {key: columns[key].get(ref) for key in asked.keys} for ref in asked.refs}


@dataclass
class _LevelOfVisits:
    """Asks for one level; whatever is of few is hidden."""

    visits: StoredVisits
    level: SqlLevel
    filled: Sequence[str]
    only: frozenset[str]
    keys: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        sources, apart = sources_in(self.visits.fields), () if self.visits.with_rounds else OF_ROUNDS
        self.keys = tuple(
            key
            for key, measure in FROM_VISITS.items()
            if sources.issuperset(measure.needs)
            and key not in apart
            and key in self.only
            and not (self.level is PROVIDERS and key in OF_MARKETS)
        )
        self._shares = self._all_shares()
        self.people = {row[0]: row[1:] for row in self.rows(sql_hours.clients)}
        self.refs = tuple(self.people)
        self._hours = self._weekly_hours() if set(OF_MARKETS) & set(self.keys) else {}
        self._rounds = {row[0]: row[1:] for row in self.rows(sql_rounds.contact_share)} if "gap" in self.keys else {}

    def rows(self, statement: Callable[[str, SqlLevel], str]) -> Rows:
        return self.visits.ask(statement(self.visits.relation, self.level), [list(self.filled)])

    def figures(self, key: str) -> Mapping[str, AnyFigure]:
        if key in SHARES:
            return self._shares[key]
        found: Mapping[str, AnyFigure] = getattr(self, f"_{key}")()
        return found

    def _all_shares(self) -> dict[str, Figures]:
        found: defaultdict[str, Figures] = defaultdict(dict)
        for timed in (True, False):
            keys = [key for key in self.keys if key in SHARES and FROM_VISITS[key].of_minutes is timed]
            if not keys:
                continue
            units = [SHARES[key]().unit for key in keys]
            for row in self.visits.ask(
                share_statement(self.visits.relation, self.level, keys, timed=timed), [list(self.filled)]
            ):
                for place, key in enumerate(keys):
                    top, bottom, n = row[1 + 3 * place : 4 + 3 * place]
                    unit = units[place]
                    found[key][row[0]] = ShareOfVisits(Fraction(top, unit), Fraction(bottom, unit), n)
        return found

    def _spread(self, statement: Callable[[str, SqlLevel], str], unit: int = 1) -> dict[str, SpreadFigure]:
        return spreads(self.rows(statement), unit)

    def _of_clients(self, statement: Callable[[str, SqlLevel], str]) -> Figures:
        found = self._spread(statement)
        return {
            ref: unless_few(found[ref].quartiles.n if ref in found else 0, CLIENTS, found.get(ref)) for ref in self.refs
        }

    def _carers_4w(self) -> Figures:
        return self._of_clients(sql_continuity.carers_4w)

    def _coc(self) -> Figures:
        return self._of_clients(sql_continuity.coc)

    def _usual_carer(self) -> Figures:
        return self._of_clients(sql_continuity.usual_carer)

    def _new_faces(self) -> Figures:
        return {
            ref: unless_few(clients, CLIENTS, ShareOfVisits(new, n, n))
            for ref, new, n, clients in self.rows(sql_continuity.new_faces)
        }

    def _few_careworkers(self, ref: str, figure: AnyFigure) -> AnyFigure:
        return unless_few(self._rounds[ref][3] if ref in self._rounds else 0, CAREWORKERS, figure)

    def _gap(self) -> Figures:
        found = self._spread(sql_rounds.gap, MINUTE)
        for ref, figure in found.items():
            negative, gaps = self._rounds[ref][4:]
            found[ref] = SpreadFigure(figure.quartiles, {"negative": sum_figure(negative, gaps)})
        return {ref: self._few_careworkers(ref, found.get(ref)) for ref in self.refs}

    def _round(self) -> Figures:
        visits, hours = self._spread(sql_rounds.round_visits), self._spread(sql_rounds.round_hours, HOUR)
        whole = {ref: SpreadFigure(figure.quartiles, {"hours": hours[ref]}) for ref, figure in visits.items()}
        return {ref: self._few_careworkers(ref, whole.get(ref)) for ref in self.refs}

    def _contact_share(self) -> Figures:
        shares = {
            ref: ShareOfVisits(Fraction(contact, MINUTE), Fraction(span, MINUTE), n)
            for ref, (contact, span, n, *_) in self._rounds.items()
        }
        return {ref: self._few_careworkers(ref, shares.get(ref)) for ref in self.refs}

    def _stretched(self) -> Figures:
        unit = sql_drawn_out.QUARTERS
        return {
            ref: ShareOfVisits(Fraction(excess, unit), Fraction(could, unit), n)
            for ref, excess, could, n in self.rows(sql_drawn_out.stretched)
        }

    def _double_share(self) -> Figures:
        return {ref: ShareOfVisits(double, n, n) for ref, double, n, _ in self.rows(sql_double_handed.double_share)}

    def _double_clients(self) -> Figures:
        return {
            ref: unless_few(clients, CLIENTS, sum_figure(clients, clients))
            for ref, _, _, clients in self.rows(sql_double_handed.double_share)
        }

    def _overlap(self) -> Figures:
        found: Figures = {}
        for ref, seconds, planned, n, under in self.rows(sql_double_handed.overlap):
            parts: dict[str, AnyFigure] = {"under_half": ShareOfVisits(under, n, n)}
            found[ref] = ShareOfVisits(Fraction(seconds, MINUTE), Fraction(planned, MINUTE), n, parts)
        return found

    def _weekly_hours(self) -> dict[str, dict[str, dict[str, Fraction]]]:
        """Return planned hours a week by ref, provider and zone."""
        found: defaultdict[str, defaultdict[str, dict[str, Fraction]]] = defaultdict(lambda: defaultdict(dict))
        for ref, provider, zone, seconds in self.rows(sql_hours.provider_hours):
            found[ref][provider][zone] = Fraction(seconds, HOUR * self.visits.weeks)
        return {ref: dict(each) for ref, each in found.items()}

    def _by_provider(self) -> dict[str, dict[str, Fraction]]:
        return {ref: {name: total(zones.values()) for name, zones in each.items()} for ref, each in self._hours.items()}

    def _size_band(self) -> Figures:
        return {ref: size_bands(hours) for ref, hours in self._by_provider().items()}

    def _cr(self) -> Figures:
        return {ref: largest_share(hours) for ref, hours in self._by_provider().items()}

    def _hhi(self) -> Figures:
        return {ref: concentration_index(hours) for ref, hours in self._by_provider().items()}

    def _resilience(self) -> Figures:
        return {ref: worst_failure(hours) for ref, hours in self._hours.items()}

    def _ruc_hours(self) -> Figures:
        seconds: defaultdict[str, dict[str, int]] = defaultdict(dict)
        clients: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for ref, ruc, planned, living in self.rows(sql_hours.ruc_hours):
            seconds[ref][ruc], clients[ref][ruc] = planned, living
        people: dict[str, int] = dict(self.rows(sql_hours.ruc_clients))
        return {ref: rural_share(seconds[ref], clients[ref], people.get(ref, 0)) for ref in self.refs}


def total(hours: Iterable[Fraction]) -> Fraction:
    return sum(hours, start=Fraction())
