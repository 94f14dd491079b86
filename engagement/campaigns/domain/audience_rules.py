"""The rule of an audience as it is stored with a step, and in words."""

from collections.abc import Mapping
from typing import TypeVar
from uuid import UUID

from engagement.campaigns.domain.audience import (
    AtALocation,
    AudienceRule,
    BesideReturn,
    Missed,
    Who,
)
from engagement.contacts.domain.vocabulary import Worded

Known = TypeVar("Known", bound=Worded)


def document_of(rule: AudienceRule) -> dict[str, object]:
    """Return the rule as it is stored with a step."""
    beside = rule.beside
    return {
        "who": rule.who.value,
        "at_a_location": rule.at_a_location.value,
        "contracted": rule.contracted,
        "zones": list(rule.zones),
        "size_bands": list(rule.size_bands),
        "missed": {"event": str(rule.missed.event_id), "title": rule.missed.title} if rule.missed else None,
        "beside": {"kind": beside.kind, "id": str(beside.id), "title": beside.title} if beside else None,
    }


def rule_from(document: Mapping[str, object]) -> AudienceRule:
    """Read a stored rule.

    Raises ValueError for one that this portal does not know, so that nobody is written to by guess.
    """
    contracted = document.get("contracted")
    if contracted is not None and not isinstance(contracted, bool):
        raise ValueError(f"contracted is {contracted!r}")
    return AudienceRule(
        who=_known(Who, document.get("who")),
        at_a_location=_known(AtALocation, document.get("at_a_location")),
        contracted=contracted,
        zones=_words(document.get("zones")),
        size_bands=_words(document.get("size_bands")),
        missed=_missed(document.get("missed")),
        beside=_beside(document.get("beside")),
    )


def _beside(value: object) -> BesideReturn | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ValueError(f"{value!r} is nothing to ask beside a return")
    return BesideReturn(str(value.get("kind")), UUID(str(value.get("id"))), str(value.get("title", "")))


def _missed(value: object) -> Missed | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ValueError(f"{value!r} is no event")
    return Missed(UUID(str(value.get("event"))), str(value.get("title", "")))


def _known(words: type[Known], value: object) -> Known:
    for word in words:
        if word == value:
            return word
    raise ValueError(f"{value!r} is no {words.__name__}")


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def in_words(rule: AudienceRule) -> list[str]:
    """Return the rule in words, a line a condition."""
    who = f"Everybody asked for “{rule.beside.title}” who has not answered" if rule.beside else rule.who.label
    lines = [who, f"At each location: {rule.at_a_location.label[0].lower()}{rule.at_a_location.label[1:]}"]
    if rule.contracted is not None:
        lines.append("Contracted only" if rule.contracted else "Not contracted only")
    if rule.missed:
        lines.append(f"Invited to or registered for “{rule.missed.title}”, and did not come")
    if rule.zones:
        lines.append(f"Zones: {', '.join(rule.zones)}")
    if rule.size_bands:
        lines.append(f"Sizes: {', '.join(rule.size_bands)}")
    return lines
