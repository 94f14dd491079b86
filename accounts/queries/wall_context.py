"""Tell the database who asks, and whom a page looks for before it is known who asks: sealed, so that SQL cannot."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection

from accounts.domain.context import Context
from accounts.domain.row_level_security import ABOUT_ASKER, ABOUT_SOUGHT, SEAL, SETTINGS, SOUGHT, SOUGHT_SEAL, values
from accounts.domain.wall_seal import seal, wall_key

NOBODY = values(None)
TELL = "SELECT " + ", ".join(f"set_config('{name}', %s, false)" for name in (*SETTINGS, SEAL))
SEEK = f"SELECT set_config('{SOUGHT}', %s, false), set_config('{SOUGHT_SEAL}', %s, false)"


def tell(context: Context | None) -> None:
    """Set who asks, until something else is told. Of nobody a new connection need not be told."""
    _say(values(context))


def tell_person(person_id: UUID) -> None:
    """Set that somebody is signed in who acts in no role yet: they see their own account."""
    _say((str(person_id), "", "", ""))


def _say(said: tuple[str, ...]) -> None:
    if said == NOBODY and connection.connection is None:
        return
    connection.portal_told = said != NOBODY  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(TELL, (*said, _sealed(ABOUT_ASKER, said) if said != NOBODY else ""))


@contextmanager
def seeking(*identities: object) -> Iterator[None]:
    """Let what is inside see the accounts that bear one of these: a person's id, an address, a token's digest.

    For signing in, when nobody is known yet, and for what the portal has to know of an address that is typed.
    """
    before = _sought()
    seek((*before, *(word for each in identities if (word := _one_line(each)))))
    try:
        yield
    finally:
        undo_seeking(before)


def _sought() -> tuple[str, ...]:
    return getattr(connection, "portal_sought", ())


def _one_line(identity: object) -> str:
    return " ".join(str(identity).split())


def seek(identities: tuple[str, ...]) -> None:
    said = "\n".join(identities)
    with connection.cursor() as cursor:
        cursor.execute(SEEK, (said, _sealed(ABOUT_SOUGHT, (said,)) if said else ""))
    connection.portal_sought = identities  # type: ignore[attr-defined]


def undo_seeking(before: tuple[str, ...]) -> None:
    """Go back to what was sought before; a connection that cannot be told is given up unless a rollback undoes it."""
    same = _sought() == before
    connection.portal_sought = before  # type: ignore[attr-defined]
    if same or connection.connection is None or connection.needs_rollback:
        return
    try:
        seek(before)
    except DatabaseError:
        if not connection.in_atomic_block:
            connection.close()


def is_anything_told() -> bool:
    return getattr(connection, "portal_told", False)


def is_wall_lenient() -> bool:
    """Tell whether pages of the version before may still run: settings without a seal are believed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall_is_lenient()")
        return bool(cursor.fetchone()[0])


def _sealed(about: str, said: tuple[str, ...]) -> str:
    connection.ensure_connection()
    return seal(wall_key(settings.SECRET_KEY), connection.connection.info.backend_pid, about, said)
