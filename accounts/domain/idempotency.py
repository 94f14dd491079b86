"""The key that tells one press of a button from the next, made of the page's key and everything that the page sends."""

from collections.abc import Iterable, Sequence
from json import dumps
from uuid import UUID, uuid5

ONCE = "once"
_TOKEN = "csrfmiddlewaretoken"


def key_of(posted: Iterable[tuple[str, Sequence[object]]]) -> UUID | None:
    """Return the same key for a form that is sent twice, by a double click or a reload; None if the page has no key.

    Somebody who goes back, changes something and sends the page again gets a new key, as they mean something else.
    """
    given = {name: [str(value) for value in values] for name, values in posted if name != _TOKEN}
    try:
        once = UUID("".join(given.pop(ONCE, [])))
    except ValueError:
        return None
    return uuid5(once, dumps(given, sort_keys=True))
