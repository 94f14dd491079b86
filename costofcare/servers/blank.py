"""A cluster with a migrated, empty database in it: made once for a state of the migrations, copied by each session."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from costofcare.servers import processes, roles
from costofcare.servers.failures import ServerFailed
from costofcare.servers.postgres import SUPERUSER, Postgres
from costofcare.servers.stand_in import reachable

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".pytest_cache" / "clusters"
BLANK = "costofcare_blank"
# What servers, tables, policies and rights are made from.
MADE_FROM = ("*/migrations/*.py", "*/domain/**/*.py", "*/apps.py", "costofcare/servers/*.*", "requirements.txt")
# Written at the very end, so that what was cut off is not taken for whole.
WHOLE = "whole"


def copy_to(server: Postgres, environment: Mapping[str, str]) -> None:
    """Gives a server that was never started its data; ``environment`` is that of any process of the portal."""
    made = made_once(environment)
    processes.make_folder(server.folder)
    command = ("cp", "--archive", "--reflink=auto", reachable(made) / "data", reachable(server.folder) / "data")
    subprocess.run(command, check=True)


def made_once(environment: Mapping[str, str]) -> Path:
    """Whoever comes while another makes it waits. What older migrations made is thrown away."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = KEPT / fingerprint()
        if not (folder / WHOLE).exists():
            for older in filter(Path.is_dir, KEPT.iterdir()):
                shutil.rmtree(reachable(older))
                shutil.rmtree(older, ignore_errors=True)
            make(folder, environment)
            (folder / WHOLE).touch()
    return folder


def fingerprint() -> str:
    files = sorted(file for pattern in MADE_FROM for file in ROOT.glob(pattern))
    digest = hashlib.sha256(os.environ.get("PORTAL_POSTGRES", "").encode())  # one version cannot read another's data
    for file in files:
        digest.update(os.fsencode(file.relative_to(ROOT)) + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def make(folder: Path, environment: Mapping[str, str]) -> None:
    with Postgres(folder, durable=False) as server:
        with closing(server._connect(SUPERUSER)) as connection, connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {BLANK} OWNER {roles.OWNER}")
        owner = {"OWNER_DATABASE_URL": server.url_for(roles.OWNER, BLANK), "PORTAL_PROCESS": "command"}
        command = (sys.executable, "-m", "costofcare.servers.quick_migrate")
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment, **owner}, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise ServerFailed("The database of the tests could not be migrated; the reason is above.")
