"""Decide which locations an exercise asks, from what the directory says of them (DOMAIN: data that users bring)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol


class Registered(Protocol):
    """The facts of a location on which its scope hangs."""

    is_homecare: bool
    is_care_home: bool
    is_for_older_people: bool
    is_dormant: bool
    is_active: bool


def is_in_scope(service: str, location: Registered) -> bool:
    """Tell whether a location is in scope: registered for care at home, or a care home for older people.

    Dormant locations and those no longer listed are out.
    """
    if not location.is_active or location.is_dormant:
        return False
    if service == "homecare":
        return location.is_homecare
    return location.is_care_home and location.is_for_older_people


def why_not_in_scope(service: str, location: Registered) -> str:
    """Return why a location of a council's list does not take part, in words."""
    if not location.is_active:
        return "no longer listed by the CQC"
    if location.is_dormant:
        return "dormant, says the CQC"
    if is_in_scope(service, location):
        return "not yet drawn up for this exercise"
    return "not registered for care at home" if service == "homecare" else "not a care home for older people"


@dataclass(frozen=True)
class DrawingUp:
    """The location IDs by what drawing up would do; ``beyond`` take part though they are no longer in scope."""

    new: tuple[str, ...]
    already: tuple[str, ...]
    beyond: tuple[str, ...]


def drawing_up(service: str, locations: Mapping[str, Registered], taking_part: Iterable[str]) -> DrawingUp:
    """Return what drawing up would do; ``locations`` are all of the authority by their ID, in the order of the page."""
    there = set(taking_part)
    in_scope = [key for key, location in locations.items() if is_in_scope(service, location)]
    return DrawingUp(
        new=tuple(key for key in in_scope if key not in there),
        already=tuple(key for key in in_scope if key in there),
        beyond=tuple(sorted(there - set(in_scope))),
    )
