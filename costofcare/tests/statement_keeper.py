"""Let the tests' own connection prepare what it sends again, as those of web and worker do (decision 0078).

Under row-level security the database thinks longer about a statement than it takes to find the few rows of a test. A
session of tests sends more kinds of statements than a process of the portal: when it has seen many it begins anew.
"""

from typing import Any

from django.db import connection
from psycopg2.extensions import cursor

from costofcare.servers.prepared_statements import PreparingConnection, PreparingCursor

# Each that is prepared takes some 140 kB of the database's memory; a file of tests sends a few hundred.
MOST = 500


class TellingCursor(PreparingCursor):
    """A cursor that tells a statement in full, for those who listen, also where only its name was sent."""

    said: tuple[Any, Any] | None = None

    def execute(self, query: Any, variables: Any = None) -> None:
        self.said = (query, variables)
        super().execute(query, variables)

    @property
    def query(self) -> Any:
        sent = cursor.query.__get__(self)
        return self.mogrify(*self.said) if self.said and sent and sent.startswith(b"EXECUTE ") else sent


class KeepingConnection(PreparingConnection):
    most, CURSOR = MOST, TellingCursor

    def name_of(self, query: Any) -> str:
        if len(self.prepared) >= self.most:
            with self.cursor() as asking:
                asking.execute("DEALLOCATE ALL")
            self.prepared.clear()
        return super().name_of(query)


def use() -> None:
    connection.settings_dict["OPTIONS"]["connection_factory"] = KeepingConnection
