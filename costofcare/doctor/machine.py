"""This machine: its settings, keys, clock, disk, and the static files that were collected on it."""

import os
import secrets
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from accounts.actions import encryption
from costofcare import heartbeat
from costofcare.deployment.keys import key_is_strong, sealing_keys_seal
from costofcare.deployment.refusals import refused
from costofcare.doctor import database, services
from costofcare.doctor.signs import IsIll, NotLookedAt
from costofcare.servers.backups.seal import backup_keys
from costofcare.servers.failures import ServerFailed

LEAST_FREE_BYTES, LEAST_FREE_SHARE = 2**30, 0.05
MOST_SECONDS_APART = 60
SEALED = """
    (SELECT sealed FROM submissions_upload ORDER BY received_at LIMIT 1) UNION ALL
    (SELECT sealed FROM submissions_upload ORDER BY received_at DESC LIMIT 1)
"""


def settings_are_safe() -> str:
    if troubles := [sentence for _, sentence in refused(settings)]:
        raise IsIll(" ".join(troubles))
    return f"stage {settings.STAGE}, nothing unsafe"


def keys_open() -> str:
    """Seal and open something of today, and open the first and the last upload: keys of yesterday have to be there."""
    troubles = [*sealing_keys_seal(settings)] if settings.PRODUCTION else []
    if troubles:
        raise IsIll(" ".join(troubles))
    if not settings.SEALING_KEYS:
        raise NotLookedAt("SEALING_KEYS is not in this environment")
    word = secrets.token_bytes(16)
    try:
        if encryption.unseal(encryption.seal(word)) != word:
            raise IsIll("what was sealed opens to something else.")
        opened = [len(encryption.unseal(sealed)) for sealed in first_and_last_sealed()]
    except encryption.CannotBeOpened:
        raise IsIll("an upload does not open with SEALING_KEYS: add the key under which it was sealed.") from None
    except (ValueError, ImproperlyConfigured):
        raise IsIll("a key in SEALING_KEYS seals nothing: it must be 32 random bytes in base64.") from None
    return "seal and open; so do the first and the last upload" if opened else "seal and open; no upload was looked at"


def first_and_last_sealed() -> list[Any]:
    try:
        with database.any_connection() as connection, connection.cursor() as cursor:
            cursor.execute(SEALED)
            return [sealed for (sealed,) in cursor.fetchall()]
    except (DatabaseError, NotLookedAt):
        return []


def ledger_key_is_there() -> str:
    if not settings.LEDGER_KEY:
        raise NotLookedAt("LEDGER_KEY is not in this environment")
    if settings.PRODUCTION and (troubles := list(key_is_strong("LEDGER_KEY", settings.LEDGER_KEY))):
        raise IsIll(" ".join(troubles))
    return "is there; whether it fits the ledger says verify_ledger"


def backups_are_sealed() -> str:
    if not settings.BACKUP_KEYS:
        raise NotLookedAt("BACKUP_KEYS is not in this environment: it makes no backup")
    try:
        keys = backup_keys(settings.BACKUP_KEYS)
    except ServerFailed as trouble:
        raise IsIll(str(trouble)) from None
    return f"seals for {keys.sealed_for}; {'opens' if keys.openers else 'opens nothing, as it should on this machine'}"


def erasures_are_listed() -> str:
    """Look whether erasures can be noted where neither an upgrade nor a restore leaves them behind."""
    path = Path(settings.ERASURES_FILE)
    if not settings.PRODUCTION:
        raise NotLookedAt("nothing is erased for good here")
    if settings.BASE_DIR in path.absolute().parents or not settings.ERASURES_FILE:
        raise IsIll("ERASURES_FILE must name a file outside the program's folder, or the next version knows of none.")
    there = next(each for each in (path, *path.parents) if each.exists())
    if not os.access(there, os.W_OK):
        raise IsIll(f"{path} cannot be written: nothing can be erased.")
    count = len(path.read_bytes().splitlines()) if path.exists() else 0
    return f"{count} in {path}"


def clocks_agree() -> str:
    """Set this machine's clock beside every other that answers."""
    apart = {name: seconds for name, ask in CLOCKS.items() if (seconds := seconds_apart(ask)) is not None}
    if not apart:
        raise NotLookedAt("no other clock answers")
    said = ", ".join(f"{name} {round(seconds):+d} s" for name, seconds in apart.items())
    if any(abs(seconds) > MOST_SECONDS_APART for seconds in apart.values()):
        raise IsIll(f"beside this machine's: {said}. Deadlines and codes of second factors need the right time.")
    return f"beside this machine's: {said}"


def seconds_apart(ask: Any) -> float | None:
    try:
        began = time.time()
        return float(ask() - (began + time.time()) / 2)
    except Exception:  # whatever is broken is said by its own line
        return None


def clock_of_the_database() -> float:
    with database.any_connection() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        return float(cursor.fetchone()[0])


def clock_of_redis() -> float:
    with heartbeat.broker() as redis:
        seconds, microseconds = redis.time()
        return float(seconds) + float(microseconds) / 1e6


def clock_of_the_pages() -> float:
    return services.pages_answered_at()[0].timestamp()


CLOCKS = {"database": clock_of_the_database, "Redis": clock_of_redis, "pages": clock_of_the_pages}


def disk_has_room() -> str:
    folders = [
        Path(settings.STATIC_ROOT),
        Path(settings.CELERY_BEAT_SCHEDULE_FILENAME).parent,
        Path(tempfile.gettempdir()),
    ]
    found = {}
    for folder in folders:
        there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        usage = shutil.disk_usage(there)
        found[there.stat().st_dev] = (there, usage.free, usage.free / usage.total)
    short = [each for each in found.values() if each[1] < LEAST_FREE_BYTES or each[2] < LEAST_FREE_SHARE]
    said = ", ".join(f"{there} {free / 2**30:.1f} GiB ({share:.0%})" for there, free, share in short or found.values())
    if short:
        raise IsIll(f"little room is left: {said}.")
    return f"free: {said}"


def static_files_are_collected() -> str:
    hashed = getattr(staticfiles_storage, "hashed_files", None)
    if hashed is None:
        raise NotLookedAt("static files are served as they lie here")
    root = Path(settings.STATIC_ROOT)
    names = [(name, Path(storage.path(name))) for finder in get_finders() for name, storage in finder.list([])]
    missing = [name for name, _ in names if name not in hashed or not (root / hashed[name]).exists()]
    if missing:
        raise IsIll(f"{len(missing)} of {len(names)} are not in {root}, such as {missing[0]}: run collectstatic.")
    return f"{len(names)} in {root}"
