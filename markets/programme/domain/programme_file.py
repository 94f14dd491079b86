"""A programme as one table to take away: a row a phase, with what changes hands as the page shows it."""

from collections.abc import Mapping, Sequence

from markets.programme.domain.phases import ProgrammePhase
from markets.programme.domain.shown_hands import HEADS, ShownHandOver

PHASE_HEADS = ("Phase", "Zones", "Mobilisation begins", "Mobilisation ends", "Providers that are to work there", "Note")


def programme_heads(hands: ShownHandOver | None) -> tuple[str, ...]:
    return (*PHASE_HEADS, *HEADS) if hands else PHASE_HEADS


def programme_rows(
    phases: Sequence[ProgrammePhase], named: Mapping[str, Sequence[str]], hands: ShownHandOver | None
) -> list[tuple[str, ...]]:
    """Return a row a phase, and one of all phases where who changes hands is seen."""
    rows = []
    for place, one in enumerate(phases):
        whom = "; ".join(f"{zone}: {', '.join(named.get(zone, ())) or 'nobody yet'}" for zone in one.zones)
        row = (one.name, ", ".join(one.zones), one.starts.isoformat(), one.ends.isoformat(), whom, one.note)
        rows.append((*row, *(hands.phases[place].cells if hands else ())))
    if hands and len(hands.phases) > len(phases):
        rows.append((hands.phases[-1].name, *("",) * (len(PHASE_HEADS) - 1), *hands.phases[-1].cells))
    return rows
