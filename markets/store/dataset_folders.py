"""Where the Parquet of a dataset lies: by holder and authority, a folder a dataset, a file a month, never changed.

A dataset is written beside its place and put there whole, by one rename, before its row says so: whatever has no row
that names it is left over, and swept.
"""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

WORK = ".work"
OLD_ENOUGH = 3600


def store_root() -> Path:
    root = Path(settings.VISITS_FOLDER)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root


@contextmanager
def work_folder() -> Iterator[Path]:
    """Yield a folder that only this process reads, gone at the end."""
    folder = store_root() / WORK / uuid4().hex
    folder.mkdir(mode=0o700, parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def place_of(holder: str, authority_id: UUID, dataset_id: UUID) -> str:
    """Return a new place for a dataset, under the root: each try has its own, so that no two are mixed."""
    return f"{holder}/{authority_id}/{dataset_id}-{uuid4().hex[:8]}"


def put(made: Path, place: str) -> None:
    """Put a folder that is whole where it belongs, its files closed to writing."""
    target = store_root() / place
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in made.iterdir():
        _to_disk(file)
        file.chmod(0o400)
    made.rename(target)
    _to_disk(target.parent)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def folder_at(place: str) -> Path:
    """Return the folder of a place that a row names; anything that leaves the root is refused."""
    root = store_root().resolve()
    folder = (root / place).resolve()
    if not place or root not in folder.parents:
        raise ValueError("no place in the store")
    return folder


def throw_away(place: str) -> None:
    shutil.rmtree(folder_at(place), ignore_errors=True)


def months_at(place: str) -> list[str]:
    """Return the months of which there is a file."""
    return sorted(file.stem for file in folder_at(place).glob("*.parquet"))


def other_months(place: str, months: Collection[str]) -> list[str]:
    return [month for month in months_at(place) if month not in months]


def keep_months(place: str, months: Collection[str]) -> None:
    """Delete the files of other months: none is ever written into a place that stands."""
    for month in other_months(place, months):
        (folder_at(place) / f"{month}.parquet").unlink(missing_ok=True)


def left_over(named: Collection[str], now: float) -> list[Path]:
    """Return folders that no row names and nobody can be writing any more; ``now`` is the time in seconds."""
    root = store_root()
    there = [*root.glob(f"{WORK}/*"), *(path for path in root.glob("*/*/*") if path.relative_to(root).parts[0] != WORK)]
    old = (path for path in there if path.is_dir() and now - path.stat().st_mtime > OLD_ENOUGH)
    return [path for path in old if path.relative_to(root).as_posix() not in named]


def sweep(named: Collection[str], now: float) -> int:
    """Delete what is left over; return how many folders that were."""
    found = left_over(named, now)
    for folder in found:
        shutil.rmtree(folder, ignore_errors=True)
    return len(found)
