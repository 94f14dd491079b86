"""Rows by a query that is put into SQL once: Django takes longer for that than for the few rows that a page asks for.

The query is made of stand-ins for what differs each time. Which rows there are the wall says, to each who asks.
"""

from collections.abc import Callable, Hashable
from copy import copy
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connections
from django.db.transaction import TransactionManagementError

Row = TypeVar("Row")
# Stand-ins that no row has.
FIRST_ID, SECOND_ID = UUID(int=1), UUID(int=2)
MOMENT = datetime(1, 1, 1, tzinfo=UTC)


class KeptRows(Generic[Row]):
    """The rows of a query that ``made`` makes of what it is given, and to which it only compares columns.

    It is asked with as many values as there are stand-ins, each of the very type of its column: none is converted.
    """

    def __init__(self, made: Callable[..., Any], *stand_ins: Hashable) -> None:
        self._made, self._stand_ins = made, stand_ins
        self._statement: _Statement | None = None

    def of(self, *values: Hashable) -> list[Row]:
        """Return the rows; a query that locks them raises TransactionManagementError outside of a transaction."""
        if self._statement is None:
            self._statement = _Statement(self._made(*self._stand_ins), self._stand_ins)
        return self._statement.rows(dict(zip(self._stand_ins, values, strict=True)))

    def one(self, *values: Hashable) -> Row | None:
        return next(iter(self.of(*values)), None)


class _Statement:
    """A query with its SQL, and what Django knows of the columns by then."""

    def __init__(self, query: Any, stand_ins: tuple[Hashable, ...]) -> None:
        self.db, self.model = query.db, query.model
        self._iterable, self._known = query._iterable_class, query._known_related_objects
        self._compiler = query.query.get_compiler(using=query.db)
        self._sql, self._parameters = self._compiler.as_sql()
        if not set(stand_ins) <= set(self._parameters):
            raise ValueError(f"a statement without its stand-ins: {self._sql}")
        columns = [each[0] for each in self._compiler.select[: self._compiler.col_count]]
        self._converters = self._compiler.get_converters(columns)

    def rows(self, said: dict[Hashable, Hashable]) -> list[Any]:
        return list(self._iterable(_Asked(self, said)))

    def compiler(self, said: dict[Hashable, Hashable]) -> Any:
        """Return Django's compiler for this thread's connection, which finds its work done."""
        ready, parameters = copy(self._compiler), tuple(said.get(each, each) for each in self._parameters)
        ready.connection = connections[self.db]
        if ready.query.select_for_update and ready.connection.get_autocommit():
            raise TransactionManagementError("Rows are locked inside of a transaction alone.")
        ready.as_sql = lambda: (self._sql, parameters)
        ready.get_converters = lambda columns: self._converters
        return ready


class _Asked:
    """What Django's iteration over rows looks at, in the place of a query."""

    def __init__(self, statement: _Statement, said: dict[Hashable, Hashable]) -> None:
        self.db, self.model, self._known_related_objects = statement.db, statement.model, statement._known
        self.query, self._statement, self._said = self, statement, said

    def get_compiler(self, *_: object, **__: object) -> Any:
        return self._statement.compiler(self._said)
