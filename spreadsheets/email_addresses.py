"""E-mail addresses as people write them: in brackets, behind a name, as a link, several in one cell."""

import re
import unicodedata
from dataclasses import dataclass
from encodings import idna
from urllib.parse import unquote

LONGEST = 254
WANTED = "a complete email address"
# A few signs that the standard allows are left out: where somebody types one, it is a slip or a separator.
_LOCAL = re.compile(r"[a-z0-9#$%&'*+=^_{}~!-]+(\.[a-z0-9#$%&'*+=^_{}~!-]+)*", re.ASCII)
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
_LINK = re.compile(r"^(?:mailto|smtp|e-?mail)\s*:\s*", re.IGNORECASE)
_BEHIND_A_NAME = re.compile(r"^(?P<name>.*?)\s*[<(\[](?P<inside>[^<>()\[\]\s]+@[^<>()\[\]\s]+)[>)\]]$")
_REMARK_BEHIND = re.compile(r"^(?P<address>[^\s<>()]+@[^\s<>()]+)\s*\([^()@]*\)$")
_AROUND = {"<": ">", "[": "]", "(": ")", "«": "»", '"': '"', "'": "'", "“": "”", "‘": "’"}
_BETWEEN = re.compile(r"[\s,;/|&]+|(?<=\s)(?:and|or)(?=\s)", re.IGNORECASE)
_CURLY = str.maketrans("’‘‛`´", "'''''")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


@dataclass(frozen=True, slots=True)
class Addressed:
    """An address in small letters, and the name that stood before it, if any."""

    address: str
    name: str = ""


def email_from(text: str) -> str | None:
    """Return the one address that a text clearly stands for; None if a person has to be asked."""
    found = addressed(text)
    return found.address if found else None


def addressed(text: str) -> Addressed | None:
    """Read one address, alone or behind a name in brackets; None if it is not clear or there are several."""
    # A name stays as it is written.
    match = _BEHIND_A_NAME.match(" ".join(text.split()).rstrip(" .,;"))
    name = match["name"].strip("\"' \ufeff\u200b") if match else ""
    if match is None or not name:
        address = _alone(_tidy(text))
        return Addressed(address) if address else None
    address = _alone(_tidy(match["inside"]))
    if address is None or ("<" in name and looks_like_one(name)):
        return None
    if other := _alone(name):
        return Addressed(address) if other == address else None
    return Addressed(address, name)


def addresses_in(text: str) -> list[str]:
    """Return the pieces of a cell that holds several addresses, one a piece; the cell as it is for any other."""
    plain = _tidy(text)
    if plain.count("@") < 2 or addressed(plain):
        return [text]
    for pieces in (_pieces(plain, re.compile("[,;|]")), _pieces(plain, _BETWEEN)):
        if len(pieces) > 1 and all(addressed(piece) for piece in pieces):
            return pieces
    return [text]


def wanted(text: str) -> str:
    """Return what was expected instead, in words that fit behind "we expected"."""
    plain = _tidy(text)
    if (straight := email_from(plain.translate(_CURLY).translate(_DASHES))) is not None:
        return f"an address of plain signs; {straight}, if that is meant"
    if plain.count("@") > 1 and len(addresses_in(plain)) > 1:
        return "one email address"
    if "@" in plain and not plain.isascii():
        return "an email address of plain letters: mail programs may not deliver to any other"
    return WANTED


def looks_like_one(text: str) -> bool:
    """Tell whether somebody meant an address, whether or not it can be read."""
    return bool(re.search(r"\S@\S", text))


def _pieces(text: str, between: re.Pattern[str]) -> list[str]:
    return [piece.strip() for piece in between.split(text) if piece.strip()]


def _tidy(text: str) -> str:
    """Return text without signs that nobody sees, and with single blanks."""
    seen = (char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return " ".join("".join(seen).split())


def _alone(text: str) -> str | None:
    plain = _bare(text)
    if match := _REMARK_BEHIND.match(plain):
        plain = match["address"]
    if link := _LINK.match(plain):
        plain = _bare(unquote(plain[link.end() :].partition("?")[0]))
    address = plain.rstrip(".,;:").lower()
    local, at, domain = address.rpartition("@")
    is_one = bool(at) and len(address) <= LONGEST and len(local) <= 64 and _LOCAL.fullmatch(local)
    return address if is_one and _is_domain(domain) else None


def _bare(text: str) -> str:
    """Take off brackets and quotation marks around the whole, and what ends a list."""
    plain = text.strip().rstrip(",;").strip()
    while len(plain) > 2 and _AROUND.get(plain[0]) == plain[-1]:
        plain = plain[1:-1].strip()
    return plain


def _is_domain(domain: str) -> bool:
    """Tell whether a domain is well formed; one of other letters is judged as it travels (IDNA)."""
    try:
        labels = [idna.ToASCII(label).decode("ascii").lower() for label in domain.split(".")]
    except UnicodeError:
        return False
    return (
        len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
        and len(labels[-1]) > 1
        and not labels[-1].isdigit()
    )
