"""Terms of an appraisal: its options and criteria as typed lines, and its parts in time."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markets.options.domain.risk_register import seeded

MOST_LINES, LONGEST = 20, 200
_WORD = re.compile(r"[a-z0-9]+")
CRITERIA = ("Cost", "Pay", "Pick-up", "Continuity", "Resilience", "Carbon", "Deliverability")


@dataclass(frozen=True, slots=True)
class NamedLine:
    """An option or a criterion: a key, which never changes, and its words."""

    key: str
    words: str

    @property
    def row(self) -> dict[str, str]:
        return {"key": self.key, "words": self.words}


def named_lines(text: str, before: Sequence[NamedLine] = ()) -> tuple[NamedLine, ...]:
    """Return a line each; one that was there before keeps its key.

    Raises:
        ValueError: there are fewer than two, too many, one is too long, or one stands twice; in words.
    """
    known = {line.words: line.key for line in before}
    said = [line.strip() for line in text.splitlines() if line.strip()]
    if not 2 <= len(said) <= MOST_LINES:
        raise ValueError(f"Write 2 to {MOST_LINES} lines, one each; there are {len(said)}.")
    keys: set[str] = set()
    found = []
    for words in said:
        if len(words) > LONGEST:
            raise ValueError(f"“{words[:40]}…” has {len(words):,} letters; at most {LONGEST} can be kept.")
        key = known.get(words) or _key(words, keys)
        if key in keys:
            raise ValueError(f"“{words[:60]}” stands twice.")
        keys.add(key)
        found.append(NamedLine(key, words))
    return tuple(found)


def _key(words: str, taken: Collection[str]) -> str:
    """Return a key of small letters and digits; words in other letters are numbered."""
    plain = "-".join(_WORD.findall(words.lower()))[:50]
    return plain or f"line-{len(taken) + 1}"


def lines_of(rows: Iterable[Mapping[str, Any]]) -> tuple[NamedLine, ...]:
    return tuple(NamedLine(row["key"], row["words"]) for row in rows)


def first_options() -> str:
    """Return the options with which a council begins, a line each."""
    return "\n".join(line.text.split(" (")[0] for line in seeded("option"))


def first_criteria() -> str:
    return "\n".join(CRITERIA)
