"""Who of one provider may be the same person: by address, by number, by a name that is nearly the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, groupby
from uuid import UUID

NEARLY = 0.86
_NO_DIGIT = re.compile(r"\D+")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof"})
_SHORTEST_NUMBER = 9


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
    """Every two of one provider of whom something speaks for their being one."""
    ordered = sorted(people, key=lambda each: (str(each.provider), each.name.casefold(), str(each.key)))
    teams = (list(team) for _, team in groupby(ordered, key=lambda each: each.provider))
    found = (_pair(one, other) for team in teams for one, other in combinations(team, 2))
    return [pair for pair in found if pair]


def _pair(one: Someone, other: Someone) -> Pair | None:
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
