"""Two people at one page: what only one of them changed is kept, what both changed is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Merge:
    """``answers`` to keep now; ``clashes`` are the keys that both changed, which keep the earlier
    save's answer; ``taken`` those whose new answer is taken.
    """

    answers: dict[str, str]
    clashes: tuple[str, ...]
    taken: tuple[str, ...]


def merge(begun_from: Typed, stored: Typed, typed: Typed) -> Merge:
    """What a page was typed on (``begun_from``), what is stored by now, and what the page says.

    A key that the page does not send, or sends as it got it, is left as it is stored.
    """
    changed = {key for key, text in typed.items() if text != begun_from.get(key, "")}
    wanted = {key for key in changed if typed[key] != stored.get(key, "")}
    clashes = tuple(key for key in typed if key in wanted and stored.get(key, "") != begun_from.get(key, ""))
    taken = tuple(key for key in typed if key in wanted and key not in clashes)
    return Merge(dict(stored) | {key: typed[key] for key in taken}, clashes, taken)
