"""Words that stand for an answer: choices, n/a, and what people write for nothing."""

import re
import unicodedata

from costing.form import Question
from spreadsheets import email_addresses

_NOT_AVAILABLE = frozenset({"n/a", "na", "n.a", "n.a.", "n/a.", "not available", "n / a"})
_NO_ANSWER = frozenset({"-", "–", "—", "--", "---", "?", "x", "tbc", "not applicable", "n/k", "blank"})
_SHORT = {"y": "yes", "n": "no", "true": "yes", "false": "no"}
_LOCATION_ID = re.compile(r"^1-\d{6,12}$")
_ENGLISH = "ref|value|div/0|name|null|num|spill|calc|field|blocked|connect|unknown|busy|python|external|error"
_ERROR = re.compile(
    rf"[£$]? ?(#[¡¿]?[A-ZÀ-Ý][A-ZÀ-Ý_/0]*[!?]|(?i:#({_ENGLISH})[!?]?|#n/?[avd]|#getting_data|err:\d{{3}})|##+) ?%?"
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


def tidy(text: str) -> str:
    """Return text without invisible characters, outer blanks and runs of blanks."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (char if char.isprintable() else " " for char in unicodedata.normalize("NFC", text))
    return " ".join("".join(kept).split())


def is_spreadsheet_error(text: str) -> bool:
    """Tell whether a text is what a spreadsheet program shows instead of a result, in whatever language.

    ``####`` is what it shows of a figure in too narrow a column; whoever copies what they see pastes that.
    """
    return ("#" in text or ":" in text) and bool(_ERROR.fullmatch(tidy(text)))


def is_not_available(text: str) -> bool:
    return tidy(text).lower() in _NOT_AVAILABLE


def stands_for_nothing(text: str) -> bool:
    """Tell whether a mark says "no answer": fine if none is needed, to be asked about if one is."""
    return is_not_available(text) or tidy(text).lower() in _NO_ANSWER


def choice_from(text: str, question: Question) -> str | None:
    """Return the choice a text stands for, by its code (per_hour) or its words (per hour), in any case."""
    plain = re.sub(r"[\s_\-]+", "_", tidy(text).lower().strip(" ."))
    plain = _SHORT.get(plain, plain) if "yes" in question.choices else plain
    return plain if plain in question.choices else None


def email_from(text: str) -> str | None:
    """Return the address that a text clearly stands for, in the capitals it was typed in."""
    plain = tidy(text)
    found = email_addresses.email_from(text)
    return plain if found == plain.lower() else found


def location_id_from(text: str) -> str:
    """Return the ID with plain dashes and without blanks; whether it is well formed is another question."""
    return tidy(text).translate(_DASHES).replace(" ", "")


def is_location_id(text: str) -> bool:
    return bool(_LOCATION_ID.match(text))
