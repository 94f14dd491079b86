"""Passwords that have leaked, as digests in a file of the project: nothing is asked of anybody outside.

The file holds the first five bytes of each SHA-256, sorted. A password that is in no list is taken for one that is
with a chance of (digests in the file) / 2**40, less than one in ten million; one that is in it is always found. Where
the lists are from, and how the file is made: ``data/README.md``.
"""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

FILE = Path(__file__).parent / "data" / "leaked_passwords.bin"
WIDTH = 5
# Shorter ones nobody may choose anyway; and of so many letters at least is what is left without digits at its ends.
SHORTEST, SHORTEST_STEM = 12, 6
# So many of the commonest count with any digits and signs around them: “liverpool” as “Liverpool2026!”.
STEMS_OF = 100_000


def has_leaked(password: str) -> bool:
    """Tell whether a password has leaked, in any capitals, or is a common one with digits and signs around it."""
    typed = password.lower()
    return _is_listed(typed) or (len(stem := stem_of(typed)) >= SHORTEST_STEM and _is_listed(stem))


def stem_of(typed: str) -> str:
    """Return a password without what is no letter at its ends."""
    letters = [place for place, sign in enumerate(typed) if sign.isalpha()]
    return typed[letters[0] : letters[-1] + 1] if letters else ""


def digests_of(lists: Iterable[list[str]]) -> bytes:
    """Return the file for some lists of passwords, each with the commonest first."""
    wanted = set()
    for passwords in lists:
        lower = [password.strip().lower() for password in passwords]
        wanted |= {password for password in lower if len(password) >= SHORTEST}
        stems = (stem_of(password) for password in lower[:STEMS_OF])
        wanted |= {stem for stem in stems if len(stem) >= SHORTEST_STEM}
    return b"".join(sorted({_digest(password) for password in wanted}))


def _is_listed(password: str) -> bool:
    digest, digests = _digest(password), _file()
    place = bisect_left(range(len(digests) // WIDTH), digest, key=lambda at: digests[at * WIDTH : (at + 1) * WIDTH])
    return digests[place * WIDTH : (place + 1) * WIDTH] == digest


def _digest(password: str) -> bytes:
    return sha256(password.encode("utf-8", "surrogatepass")).digest()[:WIDTH]


@cache
def _file() -> bytes:
    return FILE.read_bytes()
