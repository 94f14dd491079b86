"""How alike words are: match the words of a stranger's file with those that are known.

A phrase is known as a whole, or found inside a longer text; what is neither may still be close to a known one.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from hashlib import sha256
from typing import Generic, TypeVar

Known = TypeVar("Known")

LONGEST_PHRASE, MOST_WORDS = 6, 200
LONGEST_KEPT, LEAST_ALIKE = 100, 0.6
_APOSTROPHES = re.compile(r"['’‘`´]")
_BETWEEN = re.compile(r"[^a-z0-9]+")
# They carry no meaning of their own beside a known phrase.
_FILLERS = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "i",
        "it",
        "of",
        "on",
        "re",
        "the",
        "them",
        "to",
        "up",
        "was",
        "we",
        "were",
        "with",
        "w",
    ]
)


@lru_cache(maxsize=20_000)
def plain_words(text: str) -> str:
    """Return small letters and digits with single blanks: “E-mail rec'd” is “email recd”."""
    plain = unicodedata.normalize("NFKC", text[:40_000]).casefold()
    joined = " ".join(_BETWEEN.sub(" ", _APOSTROPHES.sub("", plain)).split())
    return re.sub(r"\be (mails?|mailed|mailing)\b", r"e\1", joined)


def kept_word(text: str) -> str:
    """Return the form in which a word is kept; of a long text its beginning and its digest, not the whole."""
    plain = plain_words(text)
    if len(plain) <= LONGEST_KEPT:
        return plain or "".join(text.split())[:LONGEST_KEPT]
    return f"{plain[:60]} … {sha256(plain.encode()).hexdigest()[:16]}"


@dataclass(frozen=True)
class FoundPhrases(Generic[Known]):
    """The known phrases in a text, from left to right; ``is_whole`` where nothing but fillers stands beside them."""

    meanings: tuple[Known, ...] = ()
    is_whole: bool = False


@dataclass(frozen=True)
class PhraseBook(Generic[Known]):
    """Known phrases, in the form of ``plain_words``, with what they mean."""

    phrases: Mapping[str, Known]

    def find(self, text: str) -> FoundPhrases[Known]:
        """Find the longest known phrase at each place of a text."""
        plain = plain_words(text)
        if plain in self.phrases:
            return FoundPhrases((self.phrases[plain],), True)
        words, place, rest = plain.split()[:MOST_WORDS], 0, 0
        meanings: list[Known] = []
        while place < len(words):
            phrase = self._at(words, place)
            if phrase:
                meanings.append(self.phrases[phrase])
                place += phrase.count(" ") + 1
            else:
                rest += words[place] not in _FILLERS
                place += 1
        return FoundPhrases(tuple(meanings), bool(meanings) and not rest)

    def _at(self, words: list[str], place: int) -> str:
        for length in range(min(LONGEST_PHRASE, len(words) - place), 0, -1):
            phrase = " ".join(words[place : place + length])
            if phrase in self.phrases:
                return phrase
        return ""

    def nearest(self, text: str, *, at_least: float = 0.8) -> Known | None:
        """Return what the one phrase means that a short text is nearly written like; None if it is like none."""
        plain = plain_words(text)
        if not 4 <= len(plain) <= LONGEST_KEPT:
            return None
        ranked = closest(plain, self.phrases)[:1]
        return self.phrases[ranked[0][1]] if ranked and ranked[0][0] >= at_least else None


def closest(text: str, names: Iterable[str]) -> list[tuple[float, str]]:
    """Return the names with how alike they are to a text (0 to 1), the likest first; all in ``plain_words``."""
    matcher = SequenceMatcher(None, b=text, autojunk=False)
    ranked = []
    for name in names:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() > LEAST_ALIKE and matcher.quick_ratio() > LEAST_ALIKE:
            ranked.append((matcher.ratio(), name))
    return sorted(ranked, key=lambda each: (-each[0], each[1]))
