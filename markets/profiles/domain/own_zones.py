"""Figures of each provider in each zone, of which protected figures of a zone are made; for nobody to look at."""

from collections.abc import Iterator, Sequence

from markets.measures.domain.sql_care import BETWEEN
from markets.measures.domain.stored_measures import StoredVisits, own_zone_measures
from markets.profiles.domain.figure_rows import FigureRow, rows_of

# Measures of which protected figures may leave the team. What is paid never does: wage surveys count for that.
MAY_LEAVE = (
    "delivered_of_done", "short", "punctual_15", "carers_4w", "coc", "usual_carer", "new_faces", "gap", "round",
    "contact_share",
)  # fmt: skip


def own_zone_rows(visits: StoredVisits, filled: Sequence[str]) -> Iterator[FigureRow]:
    """Yield a row for each measure of a provider in a zone; whoever works in no known zone is left out."""
    for ref, figures in sorted(own_zone_measures(visits, MAY_LEAVE, filled).items()):
        if zone_of(ref):
            yield from rows_of(figures, "own_zone", ref)


def provider_of(ref: str) -> str:
    return ref.partition(BETWEEN)[0]


def zone_of(ref: str) -> str:
    return ref.partition(BETWEEN)[2]
