"""The database and its three roles: who owns the tables, who serves pages, who works. Made by ``roles.sql``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATABASE = "costofcare"
OWNER, WEB, WORKER = "portal_owner", "portal_web", "portal_worker"
# PostgreSQL's number of its oldest version that will do: before 15 everybody may make tables in every database.
OLDEST, OLDEST_WORD = 15_00_00, "15"

SCRIPT = Path(__file__).with_name("roles.sql")
# psql's word for: run what the statement before it returned.
RUN_WHAT_IT_SAYS = "\\gexec"


def make_roles(cursor: Any) -> None:
    """Make what is not there yet, as psql does with the script; for a superuser, outside a transaction."""
    for question in questions(SCRIPT.read_text(encoding="utf-8")):
        cursor.execute(question)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)


def questions(script: str) -> Iterator[str]:
    """Return the statements of the script, each of which returns the statements that are to be run."""
    lines = [line for line in script.splitlines() if not line.startswith("--")]
    parts = "\n".join(lines).split(RUN_WHAT_IT_SAYS)
    return (part.strip() for part in parts if part.strip())
