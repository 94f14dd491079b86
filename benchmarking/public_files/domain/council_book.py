"""Councils by ONS code and by name: codes that have changed, names as people write them, and regions kept apart."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from costing.figure_words import day_in_words

_DATA = Path(__file__).parent / "data"
_CODE = re.compile(r"[A-Z]\d{8}")
# Councils with social-care duties: unitary, metropolitan, London borough, county. X stands for invented ones.
_COUNCILS = frozenset({"06", "08", "09", "10"})
_COMPARATORS = frozenset({"12", "13", "92"})
_NATIONS = frozenset({"E", "X"})
_BEFORE = re.compile(
    r"^(the )?(london borough of|royal borough of|metropolitan borough of|borough of|county of|city of|lb of|lb) "
)
_BEHIND = re.compile(
    r" (metropolitan borough council|metropolitan district council|county borough council|borough council|"
    r"county council|city council|district council|council|mbc|ua|lb|royal borough)$"
)


class PlaceLevel(StrEnum):
    COUNCIL = "council"
    COMPARATOR = "comparator"


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """Whose a figure is: a council, or a region or country that is only compared with."""

    ons_code: str
    name: str
    level: PlaceLevel
    note: str = ""


def is_ons_code(text: str) -> bool:
    return bool(_CODE.fullmatch(text.strip().upper()))


def level_of(code: str) -> PlaceLevel | None:
    """Return what a code stands for; None for districts and other nations, which have no figure here."""
    kind = code[1:3] if code[:1] in _NATIONS else ""
    if kind in _COUNCILS:
        return PlaceLevel.COUNCIL
    return PlaceLevel.COMPARATOR if kind in _COMPARATORS else None


@lru_cache(maxsize=5_000)
def plain_name(name: str) -> str:
    """Return a name in the form in which names are compared: “London Borough of Brent & …” without what differs."""
    words = re.sub(r"[^\w\s]", " ", name.replace("&", " and ").replace("’", "").replace("'", ""))
    plain = " ".join(words.casefold().split())
    aliases = _aliases()
    if plain in aliases or plain == "city of london":
        return aliases.get(plain, plain)
    short = _BEFORE.sub("", _BEHIND.sub("", plain))
    return aliases.get(short, short)


@lru_cache(maxsize=1)
def _aliases() -> Mapping[str, str]:
    return {row["written"]: row["name"] for row in _rows("council_aliases.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


@lru_cache(maxsize=1)
def _changed() -> Mapping[str, dict[str, str]]:
    return {row["old_code"]: row for row in _rows("changed_codes.csv")}


def has_ended(code: str) -> bool:
    """Tell whether a council is no more, so that nobody misses it in a file."""
    return code in _changed()


class CouncilBook:
    """The councils that are known by name: England's regions and London's councils, and whoever was met before."""

    def __init__(self, met: Iterable[tuple[str, str]] = ()) -> None:
        told = [(row["ons_code"], row["name"]) for row in _rows("councils.csv")]
        self._names = dict([*told, *met])
        self._codes = {plain_name(name): code for code, name in self._names.items() if not has_ended(code)}

    def name_of(self, code: str) -> str:
        return self._names.get(code, "")

    def find(self, code: str, name: str) -> PublicPlace | str | None:
        """Return the place; None for one that has no figure here, and a sentence where it cannot be told."""
        said = code.strip().upper()
        if is_ons_code(said):
            return self._by_code(said, name)
        known = self._codes.get(plain_name(name))
        level = level_of(known) if known else None
        if known is None or level is None:
            if not name.strip():
                return "it names no council, and no ONS code"
            return f"“{name[:60]}” is no council that we know by its name, and no ONS code stands beside it"
        return PublicPlace(known, self._names[known], level)

    def _by_code(self, code: str, name: str) -> PublicPlace | str | None:
        level = level_of(code)
        if level is None:
            return None
        changed = _changed().get(code)
        other = self._codes.get(plain_name(name))
        now = changed["new_code"] if changed and changed["new_code"] else code
        if other is not None and other != now and code in self._names and plain_name(self._names[code]) in self._codes:
            return f"{code} is {self._names[code]}, but the row says “{name[:60]}”"
        shown = " ".join(name.split())[:100] or self._names.get(now) or now
        return PublicPlace(now, shown, level, _note(code, changed))


def _note(code: str, changed: Mapping[str, str] | None) -> str:
    if changed is None:
        return ""
    until = day_in_words(date.fromisoformat(changed["ended_on"]))
    if changed["new_code"]:
        return f"{code} until {until}, the same council since."
    return f"This council ended on {until}."
