"""What an analyst chose of returns that the page shown does not show: the page carries it, as far as it was changed."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ReturnChoice:
    """What is left out of a return (blank: it counts) and why, as typed."""

    what: str = ""
    reason: str = ""


Choices = Mapping[str, ReturnChoice]


def changed_choices(chosen: Choices, proposed: Choices) -> dict[str, ReturnChoice]:
    """Return the choices that are other than proposed, which is that a return counts where nothing is said of it."""
    return {version: one for version, one in chosen.items() if one != proposed.get(version, ReturnChoice())}


def choices_document(choices: Choices) -> str:
    return json.dumps({version: [one.what, one.reason] for version, one in choices.items()}, separators=(",", ":"))


def choices_from(document: str) -> dict[str, ReturnChoice] | None:
    """Return what ``choices_document`` wrote; None for anything else."""
    try:
        given = json.loads(document or "{}")
        return {str(UUID(version)): _choice(*one) for version, one in given.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _choice(what: object, reason: object) -> ReturnChoice:
    if not isinstance(what, str) or not isinstance(reason, str):
        raise TypeError("a choice is two texts")
    return ReturnChoice(what, reason)


def digest_of(proposed: Choices) -> str:
    """Return a digest of what is proposed, by which a page notices that it has changed meanwhile."""
    said = choices_document({version: proposed[version] for version in sorted(proposed)})
    return sha256(said.encode()).hexdigest()[:16]


def named(names: Iterable[str], most: int = 10) -> str:
    """Return “A, B and 3 more”."""
    every = list(names)
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more
