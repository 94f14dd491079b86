"""Who of one provider may be the same person: by address, by number, by a name that is nearly the same."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, groupby, pairwise
from math import ceil
from uuid import UUID

NEARLY = 0.86
_NO_DIGIT = re.compile(r"\D+")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof"})
_SHORTEST_NUMBER = 9
# Two letters, and the how manieth time they come in the name.
Part = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Someone:
    key: UUID
    provider: UUID
    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """``because``: completes "they have…"."""

    first: UUID
    second: UUID
    because: str


def pairs_of(people: Iterable[Someone]) -> list[Pair]:
    """Every two of one provider of whom something speaks for their being one; only those are compared who may be."""
    ordered = sorted(people, key=lambda each: (str(each.provider), each.name.casefold(), str(each.key)))
    teams = (list(team) for _, team in groupby(ordered, key=lambda each: each.provider))
    found = (speaking_for(team[one], team[other]) for team in teams for one, other in candidates(team))
    return [pair for pair in found if pair]


def candidates(team: Sequence[Someone]) -> list[tuple[int, int]]:
    """Return the places of every two who share what every pair shares: an address, a number, or much of a name."""
    written = [_words(each.name) for each in team]
    parts = [frozenset(name_parts(" ".join(words))) if len(words) > 1 else frozenset() for words in written]
    rarity = Counter(part for some in parts for part in some)
    alike = {
        (one, other)
        for one, other in _in_blocks([_rarest(some, rarity) for some in parts])
        if len(parts[one] & parts[other]) >= fewest_shared(len(parts[one]) + 1, len(parts[other]) + 1)
    }
    same = _in_blocks([_keys(each, words) for each, words in zip(team, written, strict=True)])
    return sorted(same | alike)


def _in_blocks(keys: Sequence[Iterable[object]]) -> set[tuple[int, int]]:
    """Return the places of every two that have a key in common."""
    blocks: dict[object, list[int]] = defaultdict(list)
    for place, each in enumerate(keys):
        for key in each:
            blocks[key].append(place)
    return {pair for places in blocks.values() for pair in combinations(places, 2)}


def _keys(each: Someone, words: list[str]) -> Iterator[object]:
    if each.email:
        yield "email", each.email.casefold()
    if number := number_of(each.phone):
        yield "number", number
    if words:
        yield "words", *sorted(words)
    if len(words) > 1:
        yield "initial", words[-1], words[0][0]


def fewest_shared(one: float, other: float) -> int:
    """Return how many parts two names so long have in common at least, where they are alike by r = NEARLY.

    Of both r / 2 letters match, in blocks with a letter between any two, and a block has a part less than letters.
    """
    return max(ceil((1.5 * NEARLY - 1) * (one + other) - 1 - 1e-9), 1)


def _rarest(parts: frozenset[Part], rarity: Counter[Part]) -> list[Part]:
    """Return so many of the rarest parts of a name that whoever is alike has one of them too.

    A name that is alike has at least r / (2 - r) of the letters of this one.
    """
    letters = len(parts) + 1
    shared = fewest_shared(letters, letters * NEARLY / (2 - NEARLY))
    return sorted(parts, key=lambda part: (rarity[part], part))[: max(len(parts) - shared + 1, 0)]


def name_parts(name: str) -> list[Part]:
    """Return every two letters that follow each other, numbered where they come again."""
    seen: Counter[str] = Counter()
    parts = []
    for two in map("".join, pairwise(name)):
        seen[two] += 1
        parts.append((two, seen[two]))
    return parts


def speaking_for(one: Someone, other: Someone) -> Pair | None:
    if one.email and one.email.casefold() == other.email.casefold():
        return Pair(one.key, other.key, "the same email address")
    alike = are_alike(one.name, other.name)
    number = number_of(one.phone)
    if number and number == number_of(other.phone):
        words = "the same phone number and similar names" if alike else "the same phone number"
        return Pair(one.key, other.key, words)
    return Pair(one.key, other.key, "similar names") if alike else None


def number_of(phone: str) -> str:
    """Digits alone, +44 as 0; blank where it is too short to be anybody's."""
    digits = _NO_DIGIT.sub("", phone.replace("(0)", ""))
    digits = f"0{digits[4:]}" if digits.startswith("0044") else digits
    digits = f"0{digits[2:]}" if digits.startswith("44") and phone.strip().startswith("+") else digits
    return digits if len(digits) >= _SHORTEST_NUMBER else ""


def are_alike(one: str, other: str) -> bool:
    """The same words in any order, an initial for a first name, or a letter or two apart."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return False
    if sorted(first) == sorted(second):
        return True
    if min(len(first), len(second)) < 2:
        return False
    same_surname = first[-1] == second[-1]
    if same_surname and first[0][0] == second[0][0] and 1 in (len(first[0]), len(second[0])):
        return True
    return SequenceMatcher(None, " ".join(first), " ".join(second)).ratio() >= NEARLY


def _words(name: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return [word for word in words if word not in _TITLES]
