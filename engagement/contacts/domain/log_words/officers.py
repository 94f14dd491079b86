"""Find the colleague whom initials, a first name or a misspelt name in an old log mean."""

from collections.abc import Iterable

from engagement.contacts.domain.log_file.known import KnownPerson
from spreadsheets.word_likeness import closest, plain_words

KEEP = "keep"
_LONGEST_CODE = 4
_NEARLY = 0.85


def looks_like_a_code(text: str) -> bool:
    """Tell whether a text is initials rather than a name."""
    plain = plain_words(text).replace(" ", "")
    return 0 < len(plain) <= _LONGEST_CODE and plain.isalpha() and text.strip() == text.strip().upper()


def likely_officer(text: str, colleagues: Iterable[KnownPerson]) -> KnownPerson | None:
    """Return the one colleague who is likely meant; None if nobody is, or several are."""
    said = plain_words(text)
    found = {each.key: each for each in colleagues if _may_be(said, each)}
    return next(iter(found.values())) if len(found) == 1 else None


def _may_be(said: str, colleague: KnownPerson) -> bool:
    names = plain_words(colleague.name).split()
    if not said or not names:
        return False
    initials = "".join(name[0] for name in names)
    spellings = {initials, names[0], f"{names[0]} {names[-1][0]}", f"{names[0][0]} {names[-1]}"}
    if said.replace(" ", "") == initials or said in spellings:
        return True
    ranked = closest(said, [" ".join(names)])
    return bool(ranked) and ranked[0][0] >= _NEARLY
