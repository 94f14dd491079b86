"""Tell in which encoding a text file was written; what cannot be told is asked about, never guessed."""

import re
import unicodedata
from dataclasses import dataclass

_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# What Excel writes without a mark: for Windows, for a Mac, and as “CSV (MS-DOS)”; how common each is.
_CANDIDATES = {"cp1252": 1, "mac_roman": 0, "cp850": -2}
_CLEARLY, _MOST_LETTERS = 3, 5_000
_HIGH = re.compile(r"[^\x00-\x7f]")
_COMMON = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ")
_RARE = frozenset("šžœßþð")
_PUNCTUATION = frozenset("–—…•·€£°™®©½¼¾\u00a0“”‘’")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text and whether its encoding is certain; ``example`` is a word that may have been meant otherwise.

    ``encoding`` is blank for what marks itself, or is UTF-8.
    """

    text: str
    is_certain: bool = True
    example: str = ""
    encoding: str = ""


def written(data: bytes) -> DecodedText:
    """Decode by the file's own mark, else as UTF-8, else by which of the others makes words of it."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return DecodedText(_clean(data.decode(encoding, "replace")))
    if encoding := _unmarked_utf_16(data):
        return DecodedText(_clean(data.decode(encoding, "replace")))
    try:
        return DecodedText(_clean(data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        return _most_likely(data)


def _clean(text: str) -> str:
    return text.replace("\x00", "")


def _unmarked_utf_16(data: bytes) -> str:
    """Return the encoding of two bytes a letter, where every other byte is nothing; blank for any other text."""
    sample = data[:4_000]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half and odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if half and even > 0.4 * half and odd < 0.1 * half else ""


def _most_likely(data: bytes) -> DecodedText:
    texts = {encoding: data.decode(encoding, "replace") for encoding in _CANDIDATES}
    scores = {encoding: _score(text) + _CANDIDATES[encoding] for encoding, text in texts.items()}
    best = max(scores, key=lambda encoding: scores[encoding])
    others = [scores[encoding] for encoding, text in texts.items() if text != texts[best]]
    is_certain = scores[best] - max(others, default=-_CLEARLY) >= _CLEARLY
    return DecodedText(_clean(texts[best]), is_certain, "" if is_certain else _example(texts[best]), best)


def _example(text: str) -> str:
    match = re.search(r"\S*[^\x00-\x7f]\S*", text)
    return match[0][:40] if match else ""


def _score(text: str) -> int:
    """Return how far each letter beyond ASCII is where such a letter stands in what people write."""
    matches = (match for match, _ in zip(_HIGH.finditer(text), range(_MOST_LETTERS), strict=False))
    return sum(_fits(text, match.start()) for match in matches)


def _fits(text: str, place: int) -> int:
    letter, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if letter in _PUNCTUATION:
        return _fits_as_punctuation(letter, before, after)
    kind = unicodedata.category(letter)
    if kind == "Ll":
        return _fits_as_small_letter(letter, before, after)
    if kind == "Lu":
        return _fits_as_capital(text, place)
    return -5 if kind in ("Cc", "Cn") or letter == "\ufffd" else -2


def _fits_as_small_letter(letter: str, before: str, after: str) -> int:
    if before.isdigit() or after.isdigit() or not (before.isalpha() or after.isalpha()):
        return -1
    if after.isupper():
        return -1
    return 2 if letter in _COMMON else 1 if letter in _RARE else -1


def _fits_as_capital(text: str, place: int) -> int:
    """A capital begins a word, or all letters of the word are capitals."""
    begin = end = place
    while begin and text[begin - 1].isalpha():
        begin -= 1
    while end + 1 < len(text) and text[end + 1].isalpha():
        end += 1
    if begin == end:
        return -1
    rest = text[begin:place] + text[place + 1 : end + 1]
    return 2 if rest.isupper() or (begin == place and rest.islower()) else -2


def _fits_as_punctuation(letter: str, before: str, after: str) -> int:
    between = before.isalpha() and after.isalpha()
    match letter:
        case "’":
            return 5 if between and after == "s" else 3 if before.isalpha() else 0
        case "‘" | "“":
            return -2 if before.isalnum() else 2
        case "”":
            return -2 if between else 2
        case "£" | "€":
            return 2 if after.isdigit() or before.isdigit() else -1 if between else 1
        case "°" | "½" | "¼" | "¾":
            return -2 if before.isalpha() else 2
        case "…":
            return 0 if before.isupper() else 2
    return -2 if between and letter not in "–—" else 2
