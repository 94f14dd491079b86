"""Words of a label in the form in which labels are compared: synonyms folded, fillers left out."""

import csv
import re
import unicodedata
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from costing.foreign.word_sets import words_in

_DATA = Path(__file__).parent / "data"
_FILLERS = words_in(
    "a an and are as at be been by do does each e.g eg etc for give given have how i if in incl including include "
    "includes inc into is it's its many much not of on or our per please s that the their there these they this those "
    "under was we were what when where which who will with you your number no average avg mean amount amounts figure "
    "figures cost costs expenditure spend spent expense expenses value total actual paid gross net all any only ie "
    "i.e excluding excl exc excludes staff team enter insert typical about approx annualised level "
    "current employed employment payroll service services provided by employer employers employ employs currently did "
    "place "
    "during across whole"
)
_SYMBOLS = (("£", " gbp "), ("%", " percent "), ("&", " and "), ("½", " 1/2 "), ("¼", " 1/4 "), ("¾", " 3/4 "))
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−-_"), " ")
_SPELLINGS = str.maketrans({"’": "'", "‘": "'", "“": " ", "”": " ", '"': " "})
_STAFF_OFFICE = re.compile(r"\bHR\b")
_SHORT = tuple(
    (re.compile(rf"\b{short}\b\.?"), long)
    for short, long in (
        ("hrs", "hours"), ("hr", "hour"), ("mins", "minutes"), ("min", "minute"), ("wks", "weeks"), ("wk", "week"),
        ("yrs", "years"), ("yr", "year"), ("ave", "average"), ("avg", "average"), ("co ordinator", "coordinator"),
        ("co-ordinator", "coordinator"), ("co-ordinators", "coordinators"), ("mgmt", "management"),
        ("own staff", "staff"), ("own employees", "staff"), ("directly employed", "staff"),
    )
)  # fmt: skip
_PER = re.compile(r"\s?/\s?(hour|hr|week|wk|month|mth|year|yr|annum|mile|visit|call|day|resident|person|head)\b")
_YEARS = re.compile(r"\b(19|20)\d\d(\s*[/–-]\s*(\d\d|(19|20)\d\d))?\b|\bfy\s*\d\d\b")
_BITS = re.compile(r"[a-z0-9][a-z0-9'.+/]*")
_QUALIFIER = re.compile(r"\s[–—-]\s|:\s")
_OUTSIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def plain(text: str) -> str:
    """Return small letters without accents, dashes and marks; years are left out, as they change."""
    lower = _STAFF_OFFICE.sub("humanresource", unicodedata.normalize("NFKC", text[:300])).translate(_SPELLINGS).lower()
    lower = lower.replace("'", "")
    for short, long in _SHORT:
        lower = short.sub(long, lower)
    lower = _PER.sub(r" per \1", lower)
    lower = _YEARS.sub(" ", lower)
    for symbol, word in _SYMBOLS:
        lower = lower.replace(symbol, word)
    lower = lower.translate(_DASHES)
    lower = re.sub(r"(?<=[a-z])/(?=[a-z]{3})|(?<=[a-z]{3})/(?=[a-z]{2})", " ", lower)
    return " ".join(bit.rstrip(".'/") for bit in _BITS.findall(lower))


def label_key(text: str) -> str:
    """Return a label as two editions of one layout share it: years and numbers of lines do not matter."""
    return " ".join(plain(text).split())[:200]


@cache
def _phrases() -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    with (_DATA / "words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["token"]] = row["token"]
            for phrase in row["phrases"].split("|"):
                found.setdefault(plain_words(phrase), row["token"])
    return found, max(len(phrase.split()) for phrase in found)


def plain_words(phrase: str) -> str:
    return " ".join(plain(phrase).split())


@cache
def tokens(text: str) -> tuple[str, ...]:
    """Return the tokens of a text in order; the longest phrase that is known goes first."""
    known, longest = _phrases()
    words, found, at = plain(text).split(), list[str](), 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            token = known.get(" ".join(words[at : at + length]))
            if token:
                found.append(token)
                at += length
                break
        else:
            found += _single(words[at])
            at += 1
    return tuple(dict.fromkeys(found))


def _single(word: str) -> list[str]:
    if word in _FILLERS or (word.replace(".", "").isdigit() and len(word) > 2):
        return []
    known, _ = _phrases()
    if len(word) >= 6 and word.isalpha():
        near = get_close_matches(word, _long_words(), n=1, cutoff=0.87)
        if near:
            return [known[near[0]]]
    return [word.removesuffix("s") if len(word) > 4 else word]


@cache
def _long_words() -> tuple[str, ...]:
    return tuple(phrase for phrase in _phrases()[0] if " " not in phrase and len(phrase) >= 6)


def main_words(text: str) -> str:
    """Return a label without what stands in brackets or behind a dash or colon, unless nothing else is left."""
    outside = _OUTSIDE.sub(" ", text).strip()
    outside = outside if len(outside) > 2 and set(tokens(outside)) <= set(tokens(text)) else text
    head = _QUALIFIER.split(outside, maxsplit=1)[0].strip()
    return head if set(tokens(head)) and not tells_apart(head, outside) else outside


def tells_apart(head: str, whole: str) -> bool:
    """Tell whether what stands behind the dash or colon makes another line of it: “Nursing – dementia”."""
    ahead, every = set(tokens(head)), set(tokens(whole))
    return not ahead <= every or bool(ahead & _GROUPS) or bool((every - ahead) & _OTHER_LINES)


# Words that head a group of lines, each of which is told by what stands behind: “Travelling: miles per call”.
_GROUPS = words_in("travel fee pay weekday resstd nur careworker nurse it othermin council surplus capital")
_OTHER_LINES = words_in("ni pension maternity sick holiday mile minute agency uplift training share")
