"""Pair the pictures of two folders by the names of their files, also where part of the names has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PicturePair:
    """A pair of pictures, by its ``name`` in the second folder; a picture in one folder only has one path."""

    name: str
    before: Path | None
    after: Path | None


def pairs(before: Path, after: Path, renames: Mapping[str, str]) -> Iterator[PicturePair]:
    """Yield all pictures of both folders, by name; ``renames`` are beginnings of names, old to new."""
    old = {new_name(path.name, renames): path for path in before.glob("*.png")}
    new = {path.name: path for path in after.glob("*.png")}
    for name in sorted(old.keys() | new.keys()):
        yield PicturePair(name, old.get(name), new.get(name))


def new_name(name: str, renames: Mapping[str, str]) -> str:
    """Return the new name: the longest beginning that ends at a hyphen or with the name is replaced."""
    for old in sorted(renames, key=len, reverse=True):
        if name.startswith((f"{old}-", f"{old}.")):
            return renames[old] + name.removeprefix(old)
    return name


def renames_in(lines: str) -> dict[str, str]:
    """Read two words a line, old and new; raises ValueError for a line of anything else."""
    found = [line.split() for line in lines.splitlines() if line.strip()]
    return dict(found)
