"""Packages that might be reviewed, as a page lists them: by reference, the least together first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from markets.measures.domain.figures import CLIENTS
from markets.profiles.domain.measure_words import HIDDEN, number_words
from markets.profiles.domain.profile_figures import ProfileFigures
from markets.visits.domain.pseudonyms import shown_pseudonym


@dataclass(frozen=True)
class FoundPackage:
    """A row as a run kept it."""

    client: str
    provider: str
    zone: str
    visits: int
    alone: int
    together: Decimal
    planned: Decimal


@dataclass(frozen=True)
class ListedPackage:
    """``own`` is the council's own reference, where somebody has just typed it."""

    reference: str
    own: str
    provider: str
    zone: str
    visits: int
    alone: int
    share: Decimal

    @property
    def called(self) -> str:
        return self.own or self.reference

    @property
    def words(self) -> str:
        return number_words(self.share, "share")


def listed_packages(
    found: Iterable[FoundPackage], now: ProfileFigures, typed: Mapping[str, str]
) -> tuple[list[ListedPackage], str]:
    """Return the packages and why none is shown; a zone with few double-handed clients is not named."""
    if (whole := now.one("double_clients")) is not None and whole.hidden:
        return [], HIDDEN[whole.hidden]
    few = {ref for ref in now.refs("double_clients", "zone") if _is_hidden(now, ref)}
    rows = [
        ListedPackage(
            shown_pseudonym(one.client),
            typed.get(one.client, ""),
            now.name(one.provider),
            "" if one.zone in few else one.zone,
            one.visits,
            one.alone,
            one.together / one.planned if one.planned else Decimal(0),
        )
        for one in found
    ]
    return sorted(rows, key=lambda row: (not row.own, row.share, row.reference)), ""


def _is_hidden(now: ProfileFigures, zone: str) -> bool:
    row = now.one("double_clients", "zone", zone)
    return row is None or row.hidden == CLIENTS
