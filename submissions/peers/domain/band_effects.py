"""What other bands would change: each return that is in, checked with those of today and with those that are tried."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from costing.answers import Answers
from costing.bands import Band, band_sources, default_bands
from costing.exercise_requirements import ExerciseRequirements
from costing.form import Form
from costing.report import check_answers
from submissions.peers.domain.outliers import outlier_lines
from submissions.peers.domain.peer_groups import PeerReturn
from submissions.peers.domain.places import CODE, TOTAL_BAND

Bands = Mapping[str, Band]


@dataclass(frozen=True, slots=True)
class BandCase:
    """The answers of a return, and what its exercise asks of it."""

    return_id: UUID
    form: Form
    answers: Answers
    terms: ExerciseRequirements


@dataclass(frozen=True, slots=True)
class BandMarket:
    """The returns that bands are tried on, and the peers that they are held against."""

    form: Form
    cases: Sequence[BandCase]
    peers: Sequence[PeerReturn]


@dataclass(frozen=True, slots=True)
class BandEffect:
    """In how many returns a check fires before and after; ``starts`` and ``stops`` are the returns that differ."""

    code: str
    before: int
    after: int
    starts: frozenset[UUID]
    stops: frozenset[UUID]

    @property
    def changes(self) -> bool:
        return bool(self.starts or self.stops)


def band_effects(market: BandMarket, *, now: Bands, tried: Bands) -> list[BandEffect]:
    """Return the effect on each check whose bands differ, and on any other that fires differently."""
    before, after = fired(market, now), fired(market, tried)
    sources = band_sources(market.form.service)
    own = [sources[name] for name in sources if now.get(name) != tried.get(name)]
    codes = dict.fromkeys([*own, *sorted(before.keys() | after.keys())])
    found = [_effect(code, before.get(code, frozenset()), after.get(code, frozenset())) for code in codes]
    return [one for one in found if one.changes or one.code in own]


def _effect(code: str, before: frozenset[UUID], after: frozenset[UUID]) -> BandEffect:
    return BandEffect(code, len(before), len(after), after - before, before - after)


def fired(market: BandMarket, bands: Bands) -> dict[str, frozenset[UUID]]:
    """Return by code the returns in which a check fires with these bands."""
    found: dict[str, set[UUID]] = {}
    for code, return_id in (*_of_answers(market.cases, bands), *_of_peers(market, bands)):
        found.setdefault(code, set()).add(return_id)
    return {code: frozenset(returns) for code, returns in found.items()}


def _of_answers(cases: Sequence[BandCase], bands: Bands) -> Iterator[tuple[str, UUID]]:
    for case in cases:
        report = check_answers(case.form, case.answers, (), replace(case.terms, bands=bands))
        yield from ((finding.code, case.return_id) for finding in report.findings)


def _of_peers(market: BandMarket, bands: Bands) -> Iterator[tuple[str, UUID]]:
    band = bands.get(TOTAL_BAND) or default_bands(market.form.service)[TOTAL_BAND]
    checked = {case.return_id for case in market.cases}
    for line in outlier_lines(market.form, market.peers, band):
        yield from ((CODE, one.peer.id) for one in line.outliers if one.peer.id in checked)
