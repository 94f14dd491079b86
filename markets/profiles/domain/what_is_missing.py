"""What a profile would gain from what is not here yet, each with the page that brings it."""

from dataclasses import dataclass

from markets.tables.domain.table_kinds import MarketTableKind


@dataclass(frozen=True, slots=True)
class MissingPart:
    says: str
    kind: str = ""


def what_is_missing(periods: int, kinds_there: frozenset[str], has_card: bool) -> list[MissingPart]:
    """Return a sentence for each; a second period is what a comparison needs."""
    found = []
    if periods == 1:
        found.append(MissingPart("A second period of visits would show what has moved since.", "visits"))
    for kind in MarketTableKind:
        if kind.value not in kinds_there:
            found.append(MissingPart(f"{kind.label} would show {kind.gives}.", kind.slug))
    if not has_card:
        found.append(
            MissingPart("A rate card would show what an hour costs by zone and how far rates lie apart.", "card")
        )
    return found
