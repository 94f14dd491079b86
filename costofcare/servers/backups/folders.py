"""A folder of backups: each under the moment at which it was made, whole or not there at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from costofcare.servers.backups.expiry import DAYS, expired
from costofcare.servers.backups.manifest import BadBackup, read_manifest

PREFIX, MOMENT, BEGUN = "backup-", "%Y%m%dT%H%M%SZ", ".begun"


def name_of(moment: datetime) -> str:
    return PREFIX + moment.astimezone(UTC).strftime(MOMENT)


@contextmanager
def new_backup(folder: Path, moment: datetime) -> Iterator[Path]:
    """Yield an empty folder for its owner alone, which gets its name when all in it has reached the disk."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    begun = folder / (name_of(moment) + BEGUN)
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir(mode=0o700)
    try:
        yield begun
        for path in (*begun.iterdir(), begun):
            reach_the_disk(path)
        begun.rename(folder / name_of(moment))
        reach_the_disk(folder)
    except BaseException:
        shutil.rmtree(begun, ignore_errors=True)
        raise


def reach_the_disk(path: Path) -> None:
    if path.is_file():
        path.chmod(0o600)
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def backups_in(folder: Path) -> dict[datetime, Path]:
    """Return the backups in ``folder`` that have a manifest as it was written; other things there are not ours."""
    found = {}
    for path in folder.glob(f"{PREFIX}*"):
        try:
            if not path.name.endswith(BEGUN) and path.name == name_of(made_at := read_manifest(path).made_at):
                found[made_at] = path
        except BadBackup:
            continue
    return found


def newest_in(folder: Path) -> Path:
    """Return the newest backup of a folder of backups, or ``folder`` if it is one itself."""
    found = backups_in(folder)
    return found[max(found)] if found else folder


def remove_expired(folder: Path, now: datetime, days: int = DAYS) -> list[Path]:
    found = backups_in(folder)
    gone = [found[moment] for moment in expired(found, now, days)]
    for path in gone:
        shutil.rmtree(path)
    return gone


def sweep_begun(folder: Path) -> None:
    """Remove what a backup that was killed has left; only one is made at a time."""
    for path in folder.glob(f"{PREFIX}*{BEGUN}"):
        shutil.rmtree(path, ignore_errors=True)
