"""Where a server's Unix socket lies: a short, private folder that every process of the portal can work out."""

import hashlib
import os
import shutil
from pathlib import Path

from costofcare.servers.failures import ServerFailed

# A socket's path holds at most 107 bytes, so it cannot lie in a checkout of any depth.
TEMPORARY = Path("/tmp")


def socket_folder(folder: Path) -> Path:
    """The folder for the sockets of the server that keeps its data in ``folder``."""
    digest = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()
    return TEMPORARY / f"costofcare-{digest[:12]}"


def open_socket_folder(folder: Path, owner: int) -> Path:
    """Makes the socket folder, for its owner alone. Its name can be guessed, so a folder of anyone else is refused."""
    sockets = socket_folder(folder)
    sockets.mkdir(mode=0o700, exist_ok=True)
    found = sockets.lstat()
    if sockets.is_symlink() or found.st_uid not in (owner, os.geteuid()):
        raise ServerFailed(f"{sockets} belongs to somebody else; remove it first.")
    if found.st_uid != owner:
        os.chown(sockets, owner, -1)
    sockets.chmod(0o700)
    return sockets


def close_socket_folder(folder: Path) -> None:
    shutil.rmtree(socket_folder(folder), ignore_errors=True)
