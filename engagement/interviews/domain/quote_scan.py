"""What may not stand in a quote: names of councils, providers, brands, wards and people, figures, dates and addresses.

A quote leaves only when nothing is found: each is taken out by a person, who puts […] in its place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from engagement.interviews.domain.everyday_words import COMMON_IN_NAMES, EVERYDAY

GAP = "[…]"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SHORT_MONTHS = "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|hundreds|thousand|thousands|million"
)
# The longest first: an e-mail address is said whole, not as the figure or the name in it.
_PATTERNS = re.compile(
    r"""(?P<web>(?:https?://|www\.)\S+)
    |(?P<mail>[^\s@“”"<>]+@[^\s@“”"<>]+)
    |(?P<postcode>\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b)
    |(?P<day>\b\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:MONTHS|SHORT)\b(?:\s+\d{2,4})?)
    |(?P<month>\b(?:MONTHS)\b(?:\s+\d{1,4}(?:st|nd|rd|th)?)?(?:,?\s+\d{4})?)
    |(?P<weekday>\b(?:DAYS)s?\b)
    |(?P<money>[£$€]\s?\d[\d.,]*\s?(?:k|m|bn|p)?\b|\b\d[\d.,]*\s?(?:pounds?|quid|pence|p|k)\b)
    |(?P<figure>\w*\d(?:[\d.,:/–-]*\d)?\w*\s?%?)
    |(?P<words>\b(?:WORDS)(?:[\s-]+(?:and[\s-]+)?(?:WORDS))*\s+(?:pounds?|quid|pence|per\s?cent|percent|hours?|homes?
        |branches|clients|staff|careworkers|carers|miles)\b)""".replace("MONTHS", _MONTHS)
    .replace("SHORT", _SHORT_MONTHS)
    .replace("DAYS", _DAYS)
    .replace("WORDS", _NUMBER_WORDS),
    re.IGNORECASE | re.VERBOSE,
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")


@dataclass(frozen=True, slots=True)
class QuoteWord:
    """A word of a quote: where it stands, as it is compared, and whether it is written as a name within a sentence."""

    start: int
    end: int
    plain: str
    is_capital: bool
    opens_sentence: bool


def what_stands_in(quote: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return what may not stand in a quote, as it stands there, in its order; empty where it may be approved.

    ``names`` are those of councils, providers, owners and brands, wards, and people of the register: each is found
    whole, in any capitals and spacing, and by each word that is not common in names of its kind. A name that is an
    everyday word as well ("may", "young") counts where it is written with a capital within a sentence.
    """
    text = quote.replace(GAP, " " * len(GAP))
    found = [(match.start(), match.group().strip()) for match in _PATTERNS.finditer(text) if not _is_plain(match)]
    return tuple(dict.fromkeys(said for _, said in _longest([*found, *_names_in(text, frozenset(names))])))


def quote_fault(found: tuple[str, ...]) -> str:
    """Return what is said of a quote that cannot be approved; empty where nothing was found."""
    if not found:
        return ""
    said = [f"“{each}”" for each in found]
    listed = said[0] if len(said) == 1 else ", ".join(said[:-1]) + f" and {said[-1]}"
    verb, them = ("stands", "it") if len(said) == 1 else ("stand", "them")
    return f"{listed} {verb} in this quote. Take {them} out or put {GAP}."


def _is_plain(match: re.Match[str]) -> bool:
    """Tell whether a month is meant as a word: "they may", "march on"."""
    return match.group() in ("may", "march")


def _longest(found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return what was found in its order, without what lies within something longer."""
    kept: list[tuple[int, str]] = []
    for start, said in sorted(found, key=lambda each: (each[0], -len(each[1]))):
        if not any(begin <= start and start + len(said) <= begin + len(longer) for begin, longer in kept):
            kept.append((start, said))
    return kept


def _names_in(text: str, names: frozenset[str]) -> list[tuple[int, str]]:
    words, sought = _words(text), _sought(names)
    found = []
    for place, word in enumerate(words):
        joined = word.plain + words[place + 1].plain if place + 1 < len(words) else ""
        spans = [words[place : place + len(name)] for name in sought.get(word.plain, ())]
        spans = [span for span, name in zip(spans, sought.get(word.plain, ()), strict=True) if _is(span, name)]
        spans += [words[place : place + 2]] if (joined,) in sought.get(joined, ()) else []
        found += [(word.start, text[word.start : span[-1].end]) for span in spans]
    return found


def _is(span: list[QuoteWord], name: tuple[str, ...]) -> bool:
    if tuple(word.plain for word in span) != name:
        return False
    if all(part in EVERYDAY or part in COMMON_IN_NAMES for part in name):
        return all(word.is_capital for word in span) and (len(span) > 1 or not span[0].opens_sentence)
    return True


def _words(text: str) -> list[QuoteWord]:
    return [
        QuoteWord(
            *match.span(),
            _plain(match.group()),
            match.group()[0].isupper(),
            _opens(text[: match.start()].rstrip(' “"(')),
        )
        for match in _LETTERS.finditer(text)
    ]


def _opens(before: str) -> bool:
    return not before or before[-1] in ".!?:\n"


@lru_cache(maxsize=8)
def _sought(names: frozenset[str]) -> dict[str, list[tuple[str, ...]]]:
    """Return what is sought by its first word: whole names, those written as one, and each word that tells a name."""
    sought: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(_plain(word) for word in _LETTERS.findall(name))
        for each in _ways_to_say(words):
            sought.setdefault(each[0], []).append(each)
    return sought


def _ways_to_say(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return each telling word of a name, and the name whole and without what it ends in ("Care Group Ltd")."""
    ways: set[tuple[str, ...]] = {
        (word,) for word in words if len(word) > 2 and word not in COMMON_IN_NAMES and not word.isdigit()
    }
    whole = words
    while len(whole) > 1:
        ways |= {whole, ("".join(whole),)}
        if whole[-1] not in COMMON_IN_NAMES:
            break
        whole = whole[:-1]
    return ways


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")
