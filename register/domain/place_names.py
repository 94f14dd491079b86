"""Find the locations that a cell of a stranger's file means: by CQC ID, by name or by one nearly theirs; or several."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from heapq import nlargest
from typing import Protocol
from uuid import UUID

from spreadsheets.word_likeness import closest, plain_words

_ID = r"\d{1,2}\s*-\s*\d{3,12}"
_IDS = re.compile(rf"{_ID}|\b[A-Z]{{2,5}}\d{{2,6}}\b|\b\d{{8,12}}\b")
_ONLY_IDS = re.compile(
    rf"^(?:(?:{_ID}|[A-Za-z]{{2,5}}\d{{2,6}}|\d{{8,12}})(?:[\s,;/&|+]+|\s*and\s+|$))+$", re.IGNORECASE
)
_ONE_ID = re.compile(rf"{_ID}|[A-Za-z]{{2,5}}\d{{2,6}}|\d{{8,12}}")
_STRONG = re.compile(r"\s*[;\n|]\s*")
_WEAK = re.compile(r"\s*[,;/\n|&+]\s*|\s+and\s+", re.IGNORECASE)
_LEGAL = frozenset({"ltd", "limited", "llp", "plc", "uk", "the", "co"})
_USUAL = frozenset({"care", "home", "homes", "house", "agency", "services", "service", "healthcare", "homecare"})
_SHORT = {"nth": "north", "sth": "south", "hc": "homecare", "hse": "house", "serv": "services"}
_POINTS = {"n": "north", "s": "south", "e": "east", "w": "west"}
LIKELY, APART, SURE_NAME, WITHIN = 0.72, 0.04, 0.9, 0.86
# So alike are the words of two names that are not usual ones, where one may be meant by the other.
LEAST_OWN = 0.55
MOST_LIKELY, LONGEST_NAME, SHORTLIST = 8, 200, 25
ALL_OF = "; "


@dataclass(frozen=True, slots=True)
class NamedLocation:
    key: UUID
    name: str
    provider: UUID


class KnownPlaces(Protocol):
    """What is known of locations: ``by_id`` and ``by_name`` are in small letters, ``providers`` are names."""

    @property
    def by_id(self) -> Mapping[str, NamedLocation]: ...
    @property
    def by_name(self) -> Mapping[str, tuple[NamedLocation, ...]]: ...
    @property
    def providers(self) -> Mapping[UUID, str]: ...


@dataclass(frozen=True)
class LikelyPlaces:
    """The locations that a name may mean, the likeliest first, as (IDs, words); ``first`` where one stands out."""

    choices: list[tuple[str, str]] = field(default_factory=list)
    first: str = ""


@dataclass(frozen=True)
class Places:
    """The locations of an exercise; what was found for a text is remembered, as files say the same again and again."""

    known: KnownPlaces
    _likely: dict[str, LikelyPlaces] = field(default_factory=dict, compare=False)
    _parts: dict[str, list[str]] = field(default_factory=dict, compare=False)
    _ratios: dict[str, float] = field(default_factory=dict, compare=False)

    @cached_property
    def ids(self) -> dict[UUID, str]:
        """Return the CQC ID of each location."""
        return {place.key: cqc.upper() if cqc.isascii() else cqc for cqc, place in self.known.by_id.items()}

    @cached_property
    def _by_words(self) -> dict[str, list[NamedLocation]]:
        found: dict[str, list[NamedLocation]] = defaultdict(list)
        for place in self.known.by_id.values():
            found[_name_words(place.name)].append(place)
        return found

    @cached_property
    def _providers(self) -> dict[str, list[NamedLocation]]:
        found: dict[str, list[NamedLocation]] = defaultdict(list)
        for place in self.known.by_id.values():
            name = self.known.providers.get(place.provider, "")
            if name:
                found[_name_words(name)].append(place)
        return found

    def by_id(self, text: str) -> str:
        """Return the ID in the register's form, or blank; blanks inside and a missing “1-” are forgiven."""
        bare = "".join(text.split()).casefold()
        for each in (bare, f"1-{bare}"):
            if place := self.known.by_id.get(each):
                return self.ids[place.key]
        return ""

    def by_ids(self, text: str) -> tuple[str, ...] | None:
        """Return the IDs of a cell of nothing but IDs, unknown ones as they stand; None for any other cell."""
        plain = text.strip()
        if not plain or not _ONLY_IDS.match(plain):
            return None
        return tuple(dict.fromkeys(self.by_id(each) or "".join(each.split()) for each in _ONE_ID.findall(plain)))

    def exactly(self, text: str) -> tuple[str, ...]:
        """Return the location whose name this is, or those whose IDs stand beside a name; nothing if it is unclear."""
        places = self.known.by_name.get(" ".join(text.split()).casefold(), ())
        if not places:
            alike = self._by_words.get(_name_words(text), ())
            places = tuple(each for each in alike if _bare(each.name) == _bare(text))
        if len(places) == 1:
            return (self.ids[places[0].key],)
        inside = [self.by_id(each) for each in _IDS.findall(text)]
        return tuple(dict.fromkeys(inside)) if inside and all(inside) else ()

    def parts(self, text: str) -> list[str]:
        """Return the names in a cell: the whole, unless something that separates stands in it."""
        if text not in self._parts:
            self._parts[text] = self._split(text)
        return self._parts[text]

    def _split(self, text: str) -> list[str]:
        if not _WEAK.search(text):
            return [text]
        if self.exactly(text) or ("\n" not in text and self._ratio(text) >= SURE_NAME):
            return [text]
        strong = [each for each in _STRONG.split(text) if each.strip()]
        return [part for each in strong for part in self._weak_parts(each)]

    def _weak_parts(self, text: str) -> Iterator[str]:
        """Split at commas and “and” only where the pieces are names: “Rose and Crown House” is one."""
        pieces = [each.strip() for each in _WEAK.split(text) if each.strip()]
        is_one = self.exactly(text) or self._ratio(text) >= SURE_NAME
        if (
            len(pieces) < 2
            or is_one
            or not any(self._is_a_name(each) for each in pieces)
            or self._are_one(text, pieces)
        ):
            yield text.strip()
        else:
            yield from pieces

    def _are_one(self, text: str, pieces: list[str]) -> bool:
        """Tell whether all pieces mean what the whole means: “Oak and Sons” is one, though each piece is likely."""
        whole = self.likely(text).first
        return bool(whole) and {self.likely(each).first for each in pieces} <= {whole, ""}

    def _is_a_name(self, text: str) -> bool:
        return bool(self.exactly(text)) or bool(self.likely(text).first)

    def _ratio(self, text: str) -> float:
        if text not in self._ratios:
            ranked = closest(_name_words(text), _shortlist(_name_words(text), self._by_words))
            self._ratios[text] = ranked[0][0] if ranked else 0.0
        return self._ratios[text]

    def likely(self, text: str) -> LikelyPlaces:
        """Rank the locations, and providers with all of their locations, by how like their names are."""
        if text not in self._likely:
            self._likely[text] = self._ranking(text[:LONGEST_NAME])
        return self._likely[text]

    def _ranking(self, text: str) -> LikelyPlaces:
        said = _name_words(text)
        if not said:
            return LikelyPlaces()
        ranked = sorted([*self._ranked(said, self._by_words, False), *self._ranked(said, self._providers, True)])
        choices: dict[str, str] = {}
        for _, ids, shown in ranked:
            choices.setdefault(ids, shown)
        top = [(-score, ids) for score, ids, _ in ranked]
        others = [score for score, ids in top if ids != top[0][1]]
        stands_out = bool(top) and top[0][0] >= LIKELY and (not others or top[0][0] - others[0] >= APART)
        return LikelyPlaces(list(choices.items())[:MOST_LIKELY], top[0][1] if stands_out else "")

    def _ranked(
        self, said: str, names: Mapping[str, list[NamedLocation]], are_providers: bool
    ) -> Iterator[tuple[float, str, str]]:
        few = _shortlist(said, names)
        alike = {name: score for score, name in closest(said, few)}
        for name in few:
            places = names[name]
            contained = _containment(said, name)
            # More than a provider's name says which of its locations is meant.
            score = max(_alike(said, name, alike), 0.0 if are_providers and contained < WITHIN else contained)
            if score < 0.5:
                continue
            if are_providers:
                ids = ALL_OF.join(sorted(self.ids[place.key] for place in places))
                provider = self.known.providers[places[0].provider]
                many = f"all {len(places)} locations of {provider}" if len(places) > 1 else f"{places[0].name} ({ids})"
                yield -(score - 0.02), ids, many
            else:
                for place in places:
                    yield -score, self.ids[place.key], f"{place.name} ({self.ids[place.key]})"


def _bare(name: str) -> str:
    return " ".join(each for each in plain_words(name).split() if each not in _LEGAL) or plain_words(name)


@lru_cache(maxsize=20_000)
def _name_words(name: str) -> str:
    """Return the words of a name without what all have, and with what is often shortened written out."""
    words = [_SHORT.get(each, each) for each in plain_words(name).split()]
    if len(words) > 1:
        words[-1] = _POINTS.get(words[-1], words[-1])
    return " ".join(each for each in words if each not in _LEGAL) or plain_words(name)


def _shortlist(said: str, names: Iterable[str]) -> list[str]:
    """Return the names that have most in common with a text, letter by letter: only they are compared closely."""
    ours = _trigrams(said)
    common = [(len(ours & _trigrams(name)) / (len(_trigrams(name)) + 9), name) for name in names]
    return [name for share, name in nlargest(SHORTLIST, common) if share]


@lru_cache(maxsize=20_000)
def _trigrams(name: str) -> frozenset[str]:
    return frozenset(f" {word} "[at : at + 3] for word in name.split() for at in range(len(word)))


def _alike(said: str, name: str, alike: Mapping[str, float]) -> float:
    """Return how alike two names are; “Zebra Care” is not “Briar Care”, whose usual words alone are the same."""
    ours, theirs = (" ".join(each for each in words.split() if each not in _USUAL) for words in (said, name))
    score = alike.get(name, 0.0)
    if not ours or not theirs or SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= LEAST_OWN:
        return score
    return min(score, LIKELY - APART)


def _containment(said: str, name: str) -> float:
    """Return how well the words of one name stand in the other; usual words such as “care” tell nothing."""
    ours, theirs = set(said.split()) - _USUAL, set(name.split()) - _USUAL
    if not ours or not theirs or not any(len(each) > 2 for each in ours & theirs):
        return 0.0
    if ours == theirs:
        return 0.97
    if ours <= theirs:
        return WITHIN
    return 0.8 if theirs <= ours else 0.0
