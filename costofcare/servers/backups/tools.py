"""PostgreSQL's own programs for a dump: the wheel's or the machine's, of the server's version or the next one."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from costofcare.servers.failures import ServerFailed
from costofcare.servers.programs import PROGRAMS, site_folder

DEBIAN = Path("/usr/lib/postgresql")
NEEDED = ("pg_dump", "pg_restore", "psql")


def folder_for(server_version: int) -> Path:
    """Return the folder of programs for a server such as 150004: a dump by an older program fails."""
    major = server_version // 10000
    fitting = [found for found in sorted(_found()) if found[0] >= major]
    if not fitting:
        raise ServerFailed(
            f"PostgreSQL's pg_dump, pg_restore and psql of version {major} or newer are missing: "
            f"apt-get install postgresql-client-{major}."
        )
    return fitting[0][1]


def _found() -> Iterator[tuple[int, Path]]:
    """Yield the major version of each folder that has all of them."""
    for folder in _places():
        if all((folder / name).exists() for name in NEEDED):
            said = subprocess.run([folder / "pg_dump", "--version"], capture_output=True, text=True).stdout
            if version := re.search(r"\) (\d+)", said):
                yield int(version[1]), folder


def _places() -> Iterator[Path]:
    yield from DEBIAN.glob("*/bin")
    if on_path := shutil.which("pg_dump"):
        yield Path(on_path).parent
    try:
        yield site_folder() / PROGRAMS
    except ServerFailed:
        return


def environment(parameters: Mapping[str, Any]) -> dict[str, str]:
    """Return the environment that leads these programs to the database; a password shows in no list of processes."""
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
    names |= {"dbname": "PGDATABASE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
    given = {name: str(parameters[key]) for key, name in names.items() if parameters.get(key)}
    return {**os.environ, **given, "PGCLIENTENCODING": "UTF8", "LC_ALL": "C"}
