"""Whether this process comes to where the visits lie: row-level security does not reach files."""

import os


def visits_lie_open(folder: str) -> bool:
    """Tell whether this process can list the folder, and anything is in it."""
    try:
        with os.scandir(folder) as found:
            return next(found, None) is not None
    except OSError:
        return False
