"""Read the cells of a directory; a cell that cannot be read is Unclear."""

import re
from dataclasses import dataclass

# What stands where there is nothing to say.
NOTHING = frozenset({"", "-", "–", "*", "n/a"})
_YES = frozenset({"y", "yes", "true", "1"})
_NO = frozenset({"n", "no", "false", "0"}) | NOTHING
# Most are 1-123456789; those of NHS trusts are their own codes, such as RWJ09.
_LOCATION_ID = re.compile(r"1-\d{3,12}|[A-Z0-9]{2,12}", re.ASCII)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_WHOLE = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.0+)?", re.ASCII)
# More beds than any home has.
_MOST_BEDS = 10_000
_BRAND = "BRAND "


@dataclass(frozen=True, slots=True)
class Unclear:
    """A cell that cannot be read; ``expected`` completes "we expected …"."""

    expected: str


def text_of(text: str) -> str:
    """Return the text; blank for words that mean nothing."""
    return "" if text.casefold() in NOTHING else text


def short_text_of(text: str, longest: int) -> str | Unclear:
    """Return a text that is worth nothing when cut; the CQC's own are shorter than the register's length."""
    return text_of(text) if len(text) <= longest else Unclear(at_most(longest))


def at_most(longest: int) -> str:
    return f"at most {longest} characters"


def flag_of(text: str) -> bool | Unclear:
    word = text.casefold()
    if word in _YES:
        return True
    return False if word in _NO else Unclear("Y or blank")


def beds_of(text: str) -> int | Unclear | None:
    if text.casefold() in NOTHING:
        return None
    if not _WHOLE.fullmatch(text) or (beds := int(text.replace(",", "").partition(".")[0])) > _MOST_BEDS:
        return Unclear("a whole number of beds")
    return beds


def with_hyphens(text: str) -> str:
    """Return the text with a plain hyphen for every dash that a program may have made of one."""
    return text.translate(_DASHES)


def id_of(text: str) -> str:
    return with_hyphens(text).replace(" ", "")


def is_cqc_id(text: str) -> bool:
    return bool(_LOCATION_ID.fullmatch(text))


def brand_name_of(text: str) -> str:
    """Return the name of a brand, which the CQC writes “BRAND Such and Such Group”."""
    return text.removeprefix(_BRAND).strip()


def words_of(text: str) -> frozenset[str]:
    """Return the entries of a cell such as “Homecare agencies|Supported living”, for comparing."""
    return frozenset(entry.strip().casefold() for entry in re.split(r"[|;]", text) if entry.strip())
