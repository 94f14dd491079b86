"""DuckDB, closed down before the first question: it sees the folders that it is given, and nothing can open it again.

No page opens it. Row-level security does not reach files, so only a worker and commands may be here.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings

Connection = duckdb.DuckDBPyConnection
Settings = dict[str, str | bool | int | float | list[str]]
HELD = "held"
MEMORY, THREADS = "600MB", 2
MOST_UNPACKED = 400_000
_ALONE = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # What does not fit into memory is written into the folder of the work, under a key that nobody keeps. DuckDB calls
    # the random numbers of what the wheel brings for that unsafe: the disk itself has to be encrypted.
    "temp_file_encryption": "true",
    "force_mbedtls_unsafe": "true",
}


class NotForPages(Exception):
    """A web process asked for the visits themselves."""


class NotAQuestion(Exception):
    """A statement that does more than read."""


@contextmanager
def closed_down(*folders: Path, spill: Path | None = None, memory: str = MEMORY) -> Iterator[Connection]:
    """Yield a connection in memory that reads and writes these folders alone, under a limit of memory."""
    refuse_pages()
    config: Settings = {**_ALONE, "memory_limit": memory, "threads": THREADS}
    if spill is not None:
        config["temp_directory"] = str(spill)
    connection = duckdb.connect(":memory:", config=config)
    try:
        _close(connection, folders)
        connection.execute(f"ATTACH ':memory:' AS {HELD} (COMPRESS true)")
        connection.execute(f"USE {HELD}")
        yield connection
    finally:
        connection.close()


def pack(connection: Connection, rows: int) -> None:
    """Compress the tables in memory, so that a county year need not be written to a disk meanwhile.

    Of fewer ``rows`` all have room as they are, and to compress them would be a tenth of all that is done with them.
    """
    if rows > MOST_UNPACKED:
        connection.execute(f"CHECKPOINT {HELD}")


def refuse_pages() -> None:
    if settings.PROCESS == "web":
        raise NotForPages("Pages never read visits: they ask a worker for a run, and read its figures.")


def _close(connection: Connection, folders: Sequence[Path]) -> None:
    allowed = ", ".join(quoted(str(folder.resolve())) for folder in folders)
    connection.execute(f"SET allowed_directories = [{allowed}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def quoted(text: str) -> str:
    """Return a text of our own as a literal; a stranger's never stands in a statement, but goes in as a value."""
    return "'" + text.replace("'", "''") + "'"


def ask(
    connection: Connection, sql: str, values: Sequence[Any] | Mapping[str, Any] | None = None
) -> list[tuple[Any, ...]]:
    """Return the rows of one question; whatever is no SELECT is refused, as the folder might be written to."""
    found = connection.extract_statements(sql)
    if len(found) != 1 or found[0].type != duckdb.StatementType.SELECT:
        raise NotAQuestion("The store is only asked.")
    rows: list[tuple[Any, ...]] = connection.execute(found[0], values or []).fetchall()
    return rows
