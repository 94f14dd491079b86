"""Numbers as people type them: "£1,234.50", "14,50", "1.5 hrs", "5%", "(200)", "nil"."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_NUMBER_THEN_WORDS = re.compile(r"^(?P<number>-?[\d.,' ]*\d|-?\d[\d.,' ]*)\s*(?P<words>[^\d]*)$")
_SHAPES = (
    re.compile(r"^(?P<whole>\d+)(\.(?P<part>\d+))?$"),  # 1234.5
    re.compile(r"^(?P<whole>)\.(?P<part>\d+)$"),  # .5
    re.compile(r"^(?P<whole>[1-9]\d{0,2}(,\d{3})+)(\.(?P<part>\d+))?$"),  # 1,234.50
    re.compile(r"^(?P<whole>[1-9]\d{0,2}([ ']\d{3})+)([.,](?P<part>\d{1,2}))?$"),  # 1 234,50
    re.compile(r"^(?P<whole>\d+),(?P<part>\d{1,2})$"),  # 14,50
    re.compile(r"^(?P<whole>0),(?P<part>\d+)$"),  # 0,125
    re.compile(r"^(?P<whole>[1-9]\d{0,2}(\.\d{3})+),(?P<part>\d{1,2})$"),  # 1.234,50
)
_NOTHING = frozenset({"nil", "none", "zero"})
_PERCENT_WORDS = frozenset({"%", "percent", "per cent", "pc"})
_SYNONYMS = {
    "hours": {"h", "hr", "hrs", "hour", "hours", "ph", "p/h"},
    "minutes": {"min", "mins", "minute", "minutes"},
    "miles": {"mile", "miles", "mi"},
    "weeks": {"wk", "wks", "week", "weeks", "pw", "p/w"},
    "years": {"yr", "year", "years", "annum", "pa", "p.a", "annual", "annually"},
    "visits": {"visit", "visits", "calls", "call"},
    "people": {"person", "people", "clients", "staff", "workers", "careworkers", "starters", "carers"},
    "beds": {"bed", "beds"},
    "residents": {"resident", "residents"},
    "£": {"£", "gbp", "pounds", "pound"},
}
_LINKING = frozenset({"per", "a", "an", "each", "/", "in", "the", "of", "paid"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was understood.

    ``is_percent`` means that a percent sign followed it (the value is not yet divided).
    """

    value: Decimal
    is_percent: bool = False


def number_from(text: str, unit: str) -> Number | None:
    """Return the number a text clearly stands for in a unit, or None if a person has to be asked."""
    plain = _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip().lower().replace("\u2212", "-")
    if plain in _NOTHING:
        return Number(Decimal(0))
    sign, plain = _sign(plain.removeprefix("+"))
    match = _NUMBER_THEN_WORDS.match(plain)
    if match is None:
        return None
    words = match["words"].strip()
    value = _decimal(match["number"].strip())
    if value is None or not (words in _PERCENT_WORDS or _belongs_to(words, unit)):
        return None
    return Number(sign * value, is_percent=words in _PERCENT_WORDS)


def _sign(text: str) -> tuple[int, str]:
    """Take off brackets (an accountant's minus), a minus and a pound sign, in any order."""
    if text.startswith("(") and text.endswith(")"):
        sign, rest = _sign(text[1:-1].strip())
        return (-1, rest) if sign == 1 else (1, "")
    for mark, factor in (("-", -1), ("£", 1), ("gbp", 1)):
        if text.startswith(mark):
            sign, rest = _sign(text[len(mark) :].strip())
            return sign * factor, rest
    return 1, text


def _decimal(text: str) -> Decimal | None:
    for shape in _SHAPES:
        if match := shape.match(text):
            return Decimal((re.sub(r"\D", "", match["whole"]) or "0") + "." + (match["part"] or "0"))
    return None


def _belongs_to(words: str, unit: str) -> bool:
    """Tell whether every word behind the number is one of the unit's own ("hrs" of hours, never "weeks" of hours)."""
    allowed = set(_LINKING)
    for word in unit.lower().split():
        allowed |= {word, word + "s", word.removesuffix("s")}
        for synonyms in _SYNONYMS.values():
            allowed |= synonyms if word in synonyms or word + "s" in synonyms else set()
    return all(word.strip(".,") in allowed for word in words.replace("/", " / ").replace("p / ", "p/").split())
