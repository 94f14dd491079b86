"""Whether all was prepared by an earlier start: then nothing is, as neither the code nor the data are others."""

import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from costofcare.demo import keys, programs

STAMP = "prepared"
# The static files' own stamp, and what a cluster has had since it was made.
STATIC, CLUSTER = Path("static") / "collected", "PG_VERSION"


def is_prepared(state: Path, data: Path, root: Path = programs.ROOT) -> bool:
    """Say whether this very code has prepared the cluster in ``data``, with these keys and static files."""
    stamp = state / STAMP
    return stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint(state, data, root)


def mark_prepared(state: Path, data: Path, root: Path = programs.ROOT) -> None:
    (state / STAMP).write_text(fingerprint(state, data, root), encoding="utf-8")


def fingerprint(state: Path, data: Path, root: Path) -> str:
    """Return one word for code, libraries, keys and data, by sizes and times of their files."""
    found = hashlib.sha256(f"{sys.version} {state}".encode())
    libraries = Path(sysconfig.get_path("purelib"))
    for path in (libraries, state / keys.FILE, state / STATIC, data / CLUSTER, *sorted(files(root))):
        found.update(f"{path} {_known_by(path)}\n".encode())
    return found.hexdigest()


def files(root: Path) -> Iterator[Path]:
    """Yield the project's own files; what is hidden is none of it, nor what Python compiles."""
    for folder, below, names in os.walk(root):
        below[:] = [name for name in below if not name.startswith((".", "__pycache__"))]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def _known_by(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return "missing"
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns}"
