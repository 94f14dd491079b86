"""Where the visits lie: outlasting an upgrade, closed to all but the worker's user, and all there."""

import os
import stat
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from costofcare.doctor import database
from costofcare.doctor.signs import IsIll, NotLookedAt
from costofcare.servers.backups.visits_held import HELD, names_held


def visits_are_kept_closed() -> str:
    """Look at the folder and each file that a dataset names."""
    if not settings.PRODUCTION:
        raise NotLookedAt("visits need not outlast an upgrade here")
    root = Path(settings.VISITS_FOLDER)
    if settings.BASE_DIR in root.absolute().parents:
        raise IsIll("VISITS_FOLDER must lie outside the program's folder, or the next version has no visits.")
    names = files_named()
    if not root.is_dir():
        if names:
            raise IsIll(f"{root} is not there, and {len(names)} files of visits should be. Restore it from a backup.")
        raise NotLookedAt(f"{root} is not there: no visits are kept on this machine")
    if root.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) or not os.access(root, os.W_OK):
        raise IsIll(f"{root} is to be the worker's user's alone: chown -R portal:portal and chmod 0700 {root}")
    if missing := [name for name in names if not (root / name).is_file()]:
        raise IsIll(
            f"{len(missing)} of {len(names)} files of visits are missing, such as {missing[0]}. Restore them from a "
            "backup, or delete their datasets and send them again."
        )
    return f"{len(names)} files in {root}, closed to all but {root.owner()}"


def files_named() -> list[str]:
    """Return the file of each month of each dataset; none where the database does not answer."""
    try:
        with database.any_connection() as connection, connection.cursor() as cursor:
            cursor.execute(HELD)
            return names_held(cursor.fetchall())
    except (DatabaseError, NotLookedAt):
        return []
