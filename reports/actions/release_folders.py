"""Folders of releases, called 1, 2, 3 and so on, by themselves or in a folder for each exercise."""

from collections.abc import Callable
from pathlib import Path

from reports.actions.market_summary import workbooks_in
from reports.domain.cohort import CohortFault


def holds_releases(folder: Path) -> bool:
    """Tell whether the folder holds folders of releases, or of exercises that do, and no workbooks of its own."""
    return not workbooks_in(folder) and bool(_numbered(folder) or _exercises(folder))


def exercise_folders(folder: Path) -> list[tuple[str, Path]] | CohortFault:
    """Return the folders of the exercises by name, numbers first; the folder itself, without a name, if it is one."""
    found = _exercises(folder)
    if not found:
        return [("", folder)]
    beside = [path.name for path in [*workbooks_in(folder), *_folders(folder)] if path not in found]
    if beside:
        return CohortFault(f"{folder} has {beside[0]} beside folders of exercises: each holds folders of releases.")
    return [(path.name, path) for path in sorted(found, key=_by_number_then_name)]


def release_folders(folder: Path) -> list[tuple[int, Path]] | CohortFault:
    """Return the folders of the releases in order of number; the folder itself where it has workbooks and no such."""
    found = _numbered(folder)
    twice = next((number for i, (number, _) in enumerate(found) if i and found[i - 1][0] == number), None)
    if twice is not None:
        return CohortFault(f"Two folders of {folder} are release {twice}.")
    beside = workbooks_in(folder)
    if found and beside:
        return CohortFault(f"{folder} has {beside[0].name} beside folders of releases: put it into one of them.")
    if found:
        return found
    if beside:
        return [(1, folder)]
    return CohortFault(f"{folder} has no folders of releases: they are called 1, 2, 3 and so on.")


def _exercises(folder: Path) -> list[Path]:
    return [path for path in _folders(folder) if _numbered(path) and not workbooks_in(path)]


def _numbered(folder: Path) -> list[tuple[int, Path]]:
    return sorted((int(path.name), path) for path in _folders(folder, _is_number))


def _folders(folder: Path, named: Callable[[str], bool] = bool) -> list[Path]:
    """Return the folders in a folder that are named so; hidden ones are nobody's."""
    return [path for path in folder.iterdir() if path.is_dir() and path.name[0] != "." and named(path.name)]


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdecimal()


def _by_number_then_name(path: Path) -> tuple[bool, int, str]:
    is_number = _is_number(path.name)
    return not is_number, int(path.name) if is_number else 0, path.name
