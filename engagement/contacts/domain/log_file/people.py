"""Find a person of a log's line among those whom the portal knows."""

from collections.abc import Iterable
from uuid import UUID

from engagement.contacts.domain.log_file.known import KnownPerson
from engagement.contacts.domain.log_file.lines import Somebody
from register.domain.table_headings import plain


def who(somebody: Somebody, known: Iterable[KnownPerson]) -> UUID | None:
    """Return the person by address, or by name if only one has it and no other address contradicts it."""
    known = list(known)
    if somebody.email:
        for person in known:
            if person.email.casefold() == somebody.email.casefold():
                return person.key
    if not somebody.name:
        return None
    called = {
        person.key
        for person in known
        if plain(person.name) == plain(somebody.name) and not (somebody.email and person.email)
    }
    return called.pop() if len(called) == 1 else None
