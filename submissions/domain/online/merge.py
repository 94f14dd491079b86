"""Merge the work of two people on one page: single changes are kept, double ones are asked about."""

from collections.abc import Mapping
from dataclasses import dataclass

Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged page: ``answers`` to keep now; ``taken`` are the keys whose new answer is taken.

    ``clashes`` are the keys that both changed; they keep the earlier save's answer.
    """

    answers: dict[str, str]
    clashes: tuple[str, ...]
    taken: tuple[str, ...]


def merge(begun_from: Typed, stored: Typed, typed: Typed) -> Merge:
    """Merge what the page sends (``typed``) with what is stored by now.

    ``begun_from`` is what the page showed at first.

    A key that the page does not send, or sends unchanged, stays as it is stored.
    """
    changed = {key for key, text in typed.items() if text != begun_from.get(key, "")}
    wanted = {key for key in changed if typed[key] != stored.get(key, "")}
    clashes = tuple(key for key in typed if key in wanted and stored.get(key, "") != begun_from.get(key, ""))
    taken = tuple(key for key in typed if key in wanted and key not in clashes)
    return Merge(dict(stored) | {key: typed[key] for key in taken}, clashes, taken)
