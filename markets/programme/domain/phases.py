"""Phases of a programme: zones and the days between which care is handed over; each zone in one phase exactly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

MOST_PHASES, LONGEST_PHASE, LONGEST_NOTE = 20, 60, 500


@dataclass(frozen=True, slots=True)
class ProgrammePhase:
    """A phase: from its first day care is handed over in its zones, by its last day all of it is."""

    key: str
    name: str
    zones: tuple[str, ...]
    starts: date
    ends: date
    note: str = ""

    @property
    def row(self) -> dict[str, Any]:
        return {
            "key": self.key, "name": self.name, "zones": list(self.zones), "starts": self.starts.isoformat(),
            "ends": self.ends.isoformat(), "note": self.note,
        }  # fmt: skip


def phases_in(rows: Iterable[dict[str, Any]]) -> tuple[ProgrammePhase, ...]:
    """Return the phases as they were kept, the first to begin first."""
    found = (
        ProgrammePhase(
            row["key"], row["name"], tuple(row["zones"]), date.fromisoformat(row["starts"]),
            date.fromisoformat(row["ends"]), row["note"],
        )
        for row in rows
    )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.starts, one.ends, one.name.casefold(), one.key)))


def next_key(phases: Iterable[ProgrammePhase]) -> str:
    """Return a key that no phase has."""
    return f"p{max((int(one.key[1:]) for one in phases), default=0) + 1}"


def with_phase(phases: Sequence[ProgrammePhase], phase: ProgrammePhase) -> tuple[ProgrammePhase, ...]:
    return (*(one for one in phases if one.key != phase.key), phase)


def phase_faults(phases: Sequence[ProgrammePhase], phase: ProgrammePhase, zones: Sequence[str]) -> list[str]:
    """Return in sentences why a phase cannot stand beside the others of a programme."""
    others = [one for one in phases if one.key != phase.key]
    faults = []
    if phase.ends < phase.starts:
        faults.append("The last day of a phase cannot lie before its first.")
    if any(one.name.casefold() == phase.name.casefold() for one in others):
        faults.append(f"Another phase is called {phase.name} already.")
    if not phase.zones:
        faults.append("Choose at least one zone.")
    for zone in phase.zones:
        if zone not in zones:
            faults.append(f"{zone} is no zone of the plan.")
        faults += [f"{zone} is in the phase {one.name} already; take it out there first." for one in others
                   if zone in one.zones]  # fmt: skip
    if len(others) >= MOST_PHASES:
        faults.append(f"There are {MOST_PHASES} phases already.")
    return faults


def zones_left_out(phases: Iterable[ProgrammePhase], zones: Iterable[str]) -> tuple[str, ...]:
    """Return the zones of the plan that are in no phase."""
    taken = {zone for one in phases for zone in one.zones}
    return tuple(zone for zone in zones if zone not in taken)
