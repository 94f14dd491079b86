"""Test support: work out what hundreds of tests begin with once, and put it back from then on."""

import pickle
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import UserSettingsHolder, settings
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from accounts.actions import outbox

READS = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
UNDOES = "ROLLBACK TO SAVEPOINT"
OF_ROLES = ("SET ROLE", "RESET ROLE")
# A row, or several, of which nothing is asked back but their keys.
PLAIN_ROW = re.compile(
    r'(?P<into>INSERT INTO "\w+" \([\w", ]+\) VALUES )(?P<values>\(.*\))(?: RETURNING [\w"., ]+)?', re.DOTALL
)
REAL_CLOCK = timezone.now
P, T = ParamSpec("P"), TypeVar("T")


class KnownState:
    """What the database is known to hold since something was put back; None as soon as anything else is written."""

    key: object = None

    def watch(self, key: object) -> None:
        if self.hear not in connection.execute_wrappers:
            connection.execute_wrappers.append(self.hear)
        self.key = key

    def hear(self, execute: Callable[..., Any], sql: str, given: Any, many: bool, about: dict[str, Any]) -> Any:
        if sql.startswith(UNDOES) or not sql.startswith(READS):
            self.key = None
        return execute(sql, given, many, about)

    def now(self) -> object:
        """None, too, where a test has a clock of its own, or others may see the database."""
        is_watched = self.hear in connection.execute_wrappers and connection.in_atomic_block
        return self.key if is_watched and timezone.now is REAL_CLOCK else None


KNOWN = KnownState()


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
            KNOWN.watch((build.__qualname__, key))
            return pickle.loads(result)  # type: ignore[no-any-return]
        with written_inside() as statements:
            built = build(*given, **named)
        kept[key] = (script([sql for sql in statements if not sql.startswith(UNDOES)]), pickle.dumps(built))
        KNOWN.watch((build.__qualname__, key))
        return built

    return put_back


def done_once(act: Callable[P, T]) -> Callable[P, T]:
    """Cache ``act``, which writes and sends mail, for whatever was put back before it and is still as it was.

    The statements are sent again in one go, the mail is in the outbox again, and what was promised for the commit is
    promised again. Where anything else was written in between, in another role, at another clock, or something was
    undone on the way, it is really done. What a test puts in the place of a function is not seen: it asks for
    ``act.__wrapped__``.
    """
    kept: dict[object, tuple[str, bytes]] = {}
    promises: dict[object, list[Callable[[], None]]] = {}

    @wraps(act)
    def do(*given: P.args, **named: P.kwargs) -> T:
        before, earlier = KNOWN.now(), len(connection.run_on_commit)
        how = (settings_changed(), outbox.nudge.__qualname__)  # mail goes out at once, or when a worker is told
        key = (before, how, tuple(map(_mark, given)), tuple(sorted(named.items())))
        if before is None or key not in kept:
            done = _done(act, given, named, kept, key)
            promises[key] = [each[1] for each in connection.run_on_commit[earlier:]]
            return done
        written, result = kept[key]
        with connection.cursor() as cursor:
            cursor.execute(written)
        KNOWN.watch((act.__qualname__, key))
        done, letters = pickle.loads(result)
        mail.outbox.extend(letters)
        for promised in promises[key]:
            transaction.on_commit(promised)
        return done  # type: ignore[no-any-return]

    return do


def _done(act: Callable[..., T], given: Any, named: Any, kept: dict[object, tuple[str, bytes]], key: Any) -> T:
    sent = len(mail.outbox)
    with written_inside() as statements:
        done = act(*given, **named)
    if key[0] is not None and not any(sql.startswith(UNDOES) for sql in statements):
        writes = [sql for sql in statements if not sql.startswith(OF_ROLES)]
        kept[key] = (script(writes), pickle.dumps((done, mail.outbox[sent:])))
        KNOWN.watch((act.__qualname__, key))
    return done


def script(statements: list[str]) -> str:
    """Put statements in a row, and rows of one table into one statement, which takes a quarter less time.

    Rows that follow each other may belong to each other: a table comes where the first of its rows came, and keys are
    looked at in the end, as Django has it. Nothing is moved past what is no plain row.
    """
    done: list[str] = []
    waiting: dict[str, list[str]] = {}
    for sql in [*statements, ""]:
        row = PLAIN_ROW.fullmatch(sql)
        if row:
            waiting.setdefault(row["into"], []).append(row["values"])
            continue
        done += [into + ", ".join(rows) for into, rows in waiting.items()]
        waiting.clear()
        done.append(sql)
    return ";\n".join(filter(None, done))


def _mark(given: object) -> object:
    """A row counts by its key, as it is one of those that were put back; a cast by all who are in it."""
    if is_dataclass(given):
        return (type(given).__name__, *(_mark(getattr(given, field.name)) for field in fields(given)))
    if isinstance(given, list):
        return tuple(map(_mark, given))
    return (type(given).__name__, getattr(given, "pk", given))


def settings_changed() -> str:
    holder, changed = settings._wrapped, {}
    while isinstance(holder, UserSettingsHolder):
        changed |= {name: repr(value) for name, value in vars(holder).items() if name.isupper() and name not in changed}
        holder = holder.default_settings
    return repr(sorted(changed.items()))


@contextmanager
def written_inside() -> Iterator[list[str]]:
    """Collect every statement that writes, with its values, as PostgreSQL received it, and where any was undone."""
    statements: list[str] = []

    def hear(execute: Callable[..., Any], sql: str, given: Any, many: bool, about: dict[str, Any]) -> Any:
        assert not many, "of several at once only the last would be heard"
        done = execute(sql, given, many, about)
        if sql.startswith(UNDOES) or not sql.startswith(READS):
            statements.append(about["cursor"].query.decode())
        return done

    with connection.execute_wrapper(hear):
        yield statements
