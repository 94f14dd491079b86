"""Test support: work out what hundreds of tests begin with once, and put it back from then on."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection
from django.utils import timezone

READS = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
P, T = ParamSpec("P"), TypeVar("T")


def built_once(build: Callable[P, T]) -> Callable[P, T]:
    """Cache ``build``, which fills an empty database, the same for the same arguments, and returns rows of it.

    Later calls send the database the same statements in one go and return copies. Other effects of ``build`` are not
    repeated, so it may send nothing and promise nothing (``on_commit``). Its dates depend on today: tomorrow it runs
    again.
    """
    kept: dict[object, tuple[str, bytes]] = {}

    @wraps(build)
    def put_back(*given: P.args, **named: P.kwargs) -> T:
        key = (timezone.localdate(), given, tuple(sorted(named.items())))
        if key in kept:
            written, result = kept[key]
            with connection.cursor() as cursor:
                cursor.execute(written)
            return pickle.loads(result)  # type: ignore[no-any-return]
        with written_inside() as statements:
            built = build(*given, **named)
        kept[key] = (";\n".join(statements), pickle.dumps(built))
        return built

    return put_back


@contextmanager
def written_inside() -> Iterator[list[str]]:
    """Collect every statement that writes, with its values, as PostgreSQL received it."""
    statements: list[str] = []

    def hear(execute: Callable[..., Any], sql: str, given: Any, many: bool, about: dict[str, Any]) -> Any:
        assert not many, "of several at once only the last would be heard"
        done = execute(sql, given, many, about)
        if not sql.startswith(READS):
            statements.append(about["cursor"].query.decode())
        return done

    with connection.execute_wrapper(hear):
        yield statements
