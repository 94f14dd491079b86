"""Tell from a column of who rang whom which side it was: “They did”, “I”, or the name of the person rung."""

from collections.abc import Iterable, Sequence

from engagement.contacts.domain.log_file.known import KnownPerson
from engagement.contacts.domain.log_words.officers import likely_officer
from engagement.contacts.domain.vocabulary import Direction
from spreadsheets.word_likeness import plain_words

_THEY = frozenset(
    {
        *("they", "them", "they did", "they rang", "they called", "they phoned", "they emailed", "they contacted us"),
        *("she", "he", "her", "him", "she did", "he did", "she rang", "he rang", "she called", "he called"),
        *("provider", "the provider", "provider did", "inbound", "incoming"),
    }
)
_INCOMING = frozenset({"inbound", "incoming", "provider", "the provider"})
_WE = frozenset({"me", "we", "us", "myself", "i did", "we did", "i rang", "we rang", "i called", "we called"})
_BEGAN = frozenset(
    {"rang", "rung", "called", "phoned", "emailed", "contacted", "initiated", "started", "made", "caller", "began"}
)


def way_of(text: str, column: frozenset[str]) -> Direction | None:
    """Return the direction that a pronoun says; “I” is incoming, but in a ``column`` that says “they” it is we."""
    said = plain_words(text)
    if said in _THEY:
        return Direction.IN
    return Direction.OUT if said in _WE or (said == "i" and column & (_THEY - _INCOMING)) else None


def was_theirs(text: str, heading: str, people: Iterable[str], colleagues: Sequence[KnownPerson]) -> bool:
    """Tell whether it was they who began a contact.

    A name says so only under a heading such as “Who rang”, where it is the person's and no colleague's.
    """
    said = plain_words(text)
    if said in _THEY:
        return True
    if not said or not _BEGAN & set(plain_words(heading).split()) or likely_officer(text, colleagues):
        return False
    return any(said == plain_words(each) or said in plain_words(each).split() for each in people)
