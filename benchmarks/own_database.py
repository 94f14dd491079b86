"""A temporary database on which pages are timed, gone when the benchmarks end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from costofcare.servers import roles
from costofcare.servers.postgres import Postgres
from costofcare.servers.sockets import TEMPORARY


@contextmanager
def own_database() -> Iterator[None]:
    """Start a database with its keys in the environment; enter this before Django reads its settings."""
    with TemporaryDirectory(prefix="costofcare-bench-", dir=TEMPORARY) as folder:
        Path(folder).chmod(0o755)
        with Postgres(Path(folder) / "postgres", durable=False) as server:
            os.environ |= {
                "DATABASE_URL": server.url_for(roles.WEB),
                "WORKER_DATABASE_URL": server.url_for(roles.WORKER),
                "OWNER_DATABASE_URL": server.url_for(roles.OWNER),
                "PORTAL_STAGE": "test",
                "PORTAL_PROCESS": "command",
                "WALL_ROLE": roles.WEB,
                "SECRET_KEY": "only-for-benchmarks",
                "SEALING_KEYS": "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMTI=",
                "LEDGER_KEY": "only-for-benchmarks",
                "EMAIL_URL": "memorymail://",
                "LOG_LEVEL": "ERROR",
            }
            yield
