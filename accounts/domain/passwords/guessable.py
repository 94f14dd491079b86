"""Passwords that are made of what everybody knows: names, seasons, years, rows of keys."""

import re
from collections.abc import Iterable

# So much has to be left without all that; so many of it different.
ENOUGH, DIFFERENT = 6, 4
EVERYBODYS = (
    *(
        "password",
        "passwort",
        "passcode",
        "welcome",
        "letmein",
        "changeme",
        "secret",
        "login",
        "admin",
        "administrator",
    ),
    *("spring", "summer", "autumn", "winter", "christmas", "easter"),
    *("january", "february", "march", "april", "june", "july", "august", "september", "october", "november"),
    *("december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("homecare", "carehome", "care", "home", "council", "provider", "manager", "portal", "cost", "return"),
)
ROWS = (
    *("abcdefghijklmnopqrstuvwxyz", "0123456789", "01234567890", "1234567890"),
    *("qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p"),
)
LETTERS_FOR = str.maketrans("013457@$!", "oieastasi")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SAME = re.compile(r"(.)\1{2,}")
REPEATED = re.compile(r"(.{1,8}?)\1+", re.DOTALL)
# As long as this, at least, a piece of a row is no accident of a word.
WALK, WALK_OF_DIGITS = 4, 3


def is_guessable(password: str, words: Iterable[str] = ()) -> bool:
    """Tell whether too little is left of a password without ``words`` (names, addresses) and what everybody knows."""
    typed = "".join(sign for sign in password.lower() if sign.isalnum() or sign in "@$!")
    whole = REPEATED.fullmatch(typed)
    rest = without_walks(YEAR.sub(" ", SAME.sub(r"\1 ", whole[1] if whole else typed)))
    known = sorted({*EVERYBODYS, *pieces_of(words)}, key=len, reverse=True)
    return any(_is_little(_without(each, known)) for each in (rest, rest.translate(LETTERS_FOR)))


def pieces_of(words: Iterable[str]) -> set[str]:
    """Return the words of names and addresses, in small letters, and each name as one word."""
    found = set()
    for each in words:
        parts = re.findall(r"[^\W_]+", each.lower())
        found |= {part for part in parts if len(part) >= 3} | {"".join(parts)}
    return found - {""}


def without_walks(typed: str) -> str:
    """Return what was typed without rows of keys and of the alphabet, there and back."""
    place, kept = 0, []
    while place < len(typed):
        length = _walk_from(typed, place)
        kept.append(" " if length else typed[place])
        place += length or 1
    return "".join(kept)


def _walk_from(typed: str, place: int) -> int:
    """Return how long a row of keys is that begins here; 0 for none that is long enough."""
    longest = 0
    for row in (*ROWS, *(row[::-1] for row in ROWS)):
        length = 1
        while place + length < len(typed) and typed[place : place + length + 1] in row:
            length += 1
        longest = max(longest, length)
    least = WALK_OF_DIGITS if typed[place : place + longest].isdigit() else WALK
    return longest if longest >= least else 0


def _without(typed: str, known: Iterable[str]) -> str:
    for word in known:
        typed = typed.replace(word, " ")
    return typed


def _is_little(rest: str) -> bool:
    left = [sign for sign in rest if sign.isalnum()]
    return len(left) < ENOUGH or len(set(left)) < DIFFERENT
