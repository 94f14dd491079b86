"""The user that stands in for root, as which PostgreSQL refuses to run."""

import hashlib
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from costofcare.servers.failures import ServerFailed
from costofcare.servers.processes import is_root, make_folder

NOBODY = 65534
# Where data lie that nobody could not reach in the folder asked for, such as one below root's own home.
ELSEWHERE = Path("/var/lib/cost-of-care-portal")


@dataclass(frozen=True)
class Runner:
    """The user and group a server runs as; ``how`` are the words for subprocess."""

    user: int
    group: int

    @property
    def how(self) -> dict[str, Any]:
        return {"user": self.user, "group": self.group, "extra_groups": []} if is_root() else {}

    def owns(self, path: Path) -> bool:
        return path.stat().st_uid == self.user

    def take(self, path: Path) -> None:
        if is_root():
            os.chown(path, self.user, self.group)

    def may(self, test: str, path: Path) -> bool:
        """Asks the shell's ``test`` as that user: -x whether a folder can be passed or a program run."""
        command = ["/bin/sh", "-c", f'test {test} "$1"', "sh", str(path)]
        try:
            return subprocess.run(command, cwd="/", **self.how).returncode == 0
        except OSError as trouble:
            raise ServerFailed(
                f"PostgreSQL refuses to run as root, and this machine gives no other user ({trouble}). "
                "Run the portal as an ordinary user."
            ) from trouble


def runner_for(data: Path) -> Runner:
    """Whoever owns the data already; else this user, or nobody for root."""
    if not is_root():
        return Runner(os.geteuid(), os.getegid())
    if data.exists() and data.stat().st_uid:
        return Runner(data.stat().st_uid, data.stat().st_gid)
    return Runner(NOBODY, NOBODY)


def reachable(folder: Path) -> Path:
    """``folder``, or for root a folder elsewhere where nobody could not pass to it."""
    make_folder(folder)
    if not is_root() or runner_for(folder / "data").may("-x", folder):
        return folder
    make_folder(elsewhere(folder))
    return elsewhere(folder)


def elsewhere(folder: Path) -> Path:
    """Another folder that stands in for this one, whether or not it is there."""
    digest = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()
    return ELSEWHERE / digest[:12]
