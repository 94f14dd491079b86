"""Which location a file's word for a provider means: by the CQC's numbers, by name, or as somebody has said before."""

from collections.abc import Callable, Mapping
from uuid import UUID

from markets.visits.domain.columns import plain_name
from register.queries import locations_called

Place = tuple[str, str]


def resolver(authority_id: UUID, said: Mapping[str, str], sender: UUID | None = None) -> Callable[[str], Place | None]:
    """Return a function from a word to location and provider; ``said`` are words that a person has explained.

    Of a file that a provider sent itself (``sender``) no other provider's location is known.
    """
    known: dict[str, Place | None] = {}

    def place_of(word: str) -> Place | None:
        plain = plain_name(word)
        if plain not in known:
            found = locations_called(authority_id, word.strip(), said.get(plain, ""))
            known[plain] = found if found and sender in (None, UUID(found[1])) else None
        return known[plain]

    return place_of
