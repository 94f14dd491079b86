"""The chain over the trail: each event is sealed on the one before, its words by a keyed digest alone.

So words can be erased and the chain still verifies, and nobody without the key can make a chain anew or guess at words
from their digest.
"""

import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class SealedEvent:
    """An event as it stands now, with its seal; ``is_erased`` tells that its words are known to be erased."""

    position: int
    content: dict[str, str]
    words: str
    words_digest: str
    previous: str
    digest: str
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class TrailFault:
    position: int
    event: str
    words: str


def words_digest(key: bytes, event_id: str, words: str) -> str:
    return _keyed(key, f"words {event_id} {words}")


def seal_of(key: bytes, position: int, content: dict[str, str], digest_of_words: str, previous: str) -> str:
    """Return the seal of an event; ``content`` is everything that it says but for its words."""
    said = json.dumps([position, content, digest_of_words, previous], sort_keys=True, ensure_ascii=True)
    return _keyed(key, f"event {said}")


def _keyed(key: bytes, text: str) -> str:
    return hmac.new(b"trail " + key, text.encode(), sha256).hexdigest()


def faults_in_chain(key: bytes, events: Iterable[SealedEvent]) -> Iterator[TrailFault]:
    """Yield what is wrong, in the order of the chain."""
    expected, previous = 1, GENESIS
    for one in events:
        because = _fault(key, one, expected, previous)
        if because:
            yield TrailFault(one.position, one.content["id"], because)
        expected, previous = one.position + 1, one.digest


def _fault(key: bytes, one: SealedEvent, expected: int, previous: str) -> str:
    if one.position != expected:
        return f"seals {expected} to {one.position - 1} are missing before it"
    if one.previous != previous:
        return "it is not sealed on the event before it"
    if seal_of(key, one.position, one.content, one.words_digest, one.previous) != one.digest:
        return "it is not as it was sealed"
    if one.is_erased:
        return "its words were erased, and some stand there again" if one.words else ""
    is_same = words_digest(key, one.content["id"], one.words) == one.words_digest
    return "" if is_same else "its words are not as they were sealed"
