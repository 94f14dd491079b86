"""What tells one press of a button from the next: the key that a page was given, and all that it sends with it."""

from collections.abc import Iterable, Sequence
from json import dumps
from uuid import UUID, uuid5

ONCE = "once"
_TOKEN = "csrfmiddlewaretoken"


def key_of(posted: Iterable[tuple[str, Sequence[object]]]) -> UUID | None:
    """The same for what is sent twice, by a double click or a reload; None for a page without a key of its own.

    Who goes back, changes something and sends the page again gets another: that is meant.
    """
    given = {name: [str(value) for value in values] for name, values in posted if name != _TOKEN}
    try:
        once = UUID("".join(given.pop(ONCE, [])))
    except ValueError:
        return None
    return uuid5(once, dumps(given, sort_keys=True))
