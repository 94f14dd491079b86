"""The key under which the database believes who asks: written by migrate, known to the web process, read by no role."""

from typing import Any

from django.conf import settings

from accounts.domain.sealed_context import KEYS
from accounts.domain.wall_seal import pads, seal, wall_key

# A key that was changed is believed until the next change, as web processes are started again one after the other.
BELIEVED = 2
MADE_HERE, UPGRADED = ("accounts", "0001_initial"), ("accounts", "0008_sealed_context")
LENIENT = f"INSERT INTO {KEYS} (inner_pad, outer_pad) SELECT NULL, NULL"
IS_KNOWN = f"SELECT inner_pad IS NOT NULL FROM {KEYS} WHERE inner_pad = %s AND outer_pad = %s"
NEWEST = f"SELECT ctid FROM {KEYS} WHERE inner_pad IS NOT NULL ORDER BY made_at DESC LIMIT {BELIEVED}"


def keep_wall_key(cursor: Any, applied: set[tuple[str, str]]) -> None:
    """Keep the key of this SECRET_KEY; a database of the version before stays lenient until ``seal_the_wall``."""
    if UPGRADED in applied and MADE_HERE not in applied:
        cursor.execute(f"{LENIENT} WHERE NOT EXISTS (SELECT FROM {KEYS} WHERE inner_pad IS NULL)")
    if not settings.SECRET_KEY:
        return
    both = pads(wall_key(settings.SECRET_KEY))
    cursor.execute(IS_KNOWN, both)
    if cursor.fetchone() is None:
        cursor.execute(f"INSERT INTO {KEYS} (inner_pad, outer_pad) VALUES (%s, %s)", both)
        cursor.execute(f"DELETE FROM {KEYS} WHERE inner_pad IS NOT NULL AND ctid NOT IN ({NEWEST})")


def be_strict(cursor: Any) -> bool:
    """Believe nothing without a seal any more; return False if that was so before."""
    cursor.execute(f"DELETE FROM {KEYS} WHERE inner_pad IS NULL")
    return bool(cursor.rowcount)


def is_key_known(connection: Any) -> bool:
    """Tell whether the database believes what this process seals."""
    with connection.cursor() as cursor:
        made = seal(wall_key(settings.SECRET_KEY), connection.connection.info.backend_pid, "start", ("",))
        cursor.execute("SELECT to_regprocedure('wall_is_sealed(text, text)') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute("SELECT wall_is_sealed('start|', %s)", [made])
        return bool(cursor.fetchone()[0])
