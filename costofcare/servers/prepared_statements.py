"""Statements that a kept connection sends again and again are prepared by it: the database thinks about them once.

Under row-level security it takes longer to think about a statement than to find its few rows. Only statements are
prepared whose every stand-in is compared with a column or written to one: there the database knows its type.
"""

import re
from itertools import count
from typing import Any

from psycopg2 import errors
from psycopg2.extensions import connection, cursor

# The second time that a connection is to send a statement it prepares it; of so many it keeps count.
MOST = 200
LONGEST = 8_000
_KINDS = ("SELECT ", "INSERT INTO ", "UPDATE ")
# Where a stand-in has the type of its column: compared with it, among several it may be, set to it.
_COMPARED = re.compile(r'"[a-z_0-9]+"(?:\."[a-z_0-9]+")? (?:=|<|>|<=|>=) \(?%s')
_AMONG = re.compile(r'"[a-z_0-9]+"(?:\."[a-z_0-9]+")? IN \((%s(?:, %s)*)\)')
_VALUES = re.compile(r'^INSERT INTO "[a-z_0-9]+" \([^()]*\) VALUES \((%s(?:, %s)*)\)')
_STAND_IN, _STANDS_FOR = re.compile(r"%[^%]"), re.compile("%s|%%")


class PreparingCursor(cursor):  # type: ignore[misc]
    """A cursor that sends a statement by the name under which its connection has prepared it, if it has."""

    connection: "PreparingConnection"

    def execute(self, query: Any, variables: Any = None) -> None:
        name = self.connection.name_of(query) if variables and self.name is None else ""
        if not name:
            super().execute(query, variables)
            return
        try:
            super().execute(_call(name, len(variables)), variables)
        except errors.FeatureNotSupported:  # a table has changed beneath it
            self.connection.prepared[query] = ""
            if not self.connection.autocommit:
                raise
            super().execute(query, variables)


class PreparingConnection(connection):  # type: ignore[misc]
    """A connection that prepares a statement as soon as it comes again."""

    most, CURSOR = MOST, PreparingCursor

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        # The name of each statement that was seen: blank for what is not prepared, None for what was seen once.
        self.prepared: dict[str, str | None] = {}
        self.numbers = count(1)

    def cursor(self, *arguments: Any, **more: Any) -> Any:
        """Return a cursor of ours, whichever Django has the connection make."""
        return super().cursor(*arguments, **{"cursor_factory": self.CURSOR, **more})

    def name_of(self, query: Any) -> str:
        """Return the name of a statement, prepared by now; blank for one that comes for the first time, or unfit."""
        known = self.prepared.get(query, self) if isinstance(query, str) else ""
        if isinstance(known, str):
            return known
        if known is None:
            self.prepared[query], name = "", f"kept_{next(self.numbers)}"
            with self.cursor() as asking:
                asking.execute(f"PREPARE {name} AS {numbered(query)}")
            self.prepared[query] = name
            return name
        if len(self.prepared) < self.most:
            self.prepared[query] = None if is_fit(query) else ""
        return ""


def is_fit(query: str) -> bool:
    """Tell whether the database knows, of each stand-in of a statement, the type from its column."""
    if not query.startswith(_KINDS) or len(query) > LONGEST:
        return False
    listed = [*_AMONG.findall(query), *_VALUES.findall(query)]
    known: int = len(_COMPARED.findall(query)) + sum(each.count("%s") for each in listed)
    return 0 < known == len(_STAND_IN.findall(query.replace("%%", "")))


def numbered(query: str) -> str:
    """Return a statement with the numbered stand-ins of PREPARE for those of the driver."""
    numbers = count(1)
    return _STANDS_FOR.sub(lambda found: "%" if found[0] == "%%" else f"${next(numbers)}", query)


def _call(name: str, length: int) -> str:
    return f"EXECUTE {name} ({', '.join(['%s'] * length)})"
