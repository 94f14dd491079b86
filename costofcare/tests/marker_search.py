"""Test support: a search of all that the database holds, opened where it is sealed, and of what lies beside it.

Beside it are files (logs, the list of erasures) and the broker: the names and values of all its keys.
"""

import base64
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import connection

from accounts.actions.encryption import CannotBeOpened, unseal

COLUMNS = """SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t
USING (table_schema, table_name) WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type = %s"""


# What a message's body is written in.
IN_BASE64 = re.compile(rb'"body": ?"([A-Za-z0-9+/=]+)"')
VALUES: dict[bytes, Callable[[Any, bytes], object]] = {
    b"string": lambda broker, key: broker.get(key),
    b"list": lambda broker, key: broker.lrange(key, 0, -1),
    b"hash": lambda broker, key: broker.hgetall(key),
    b"set": lambda broker, key: broker.smembers(key),
    b"zset": lambda broker, key: broker.zrange(key, 0, -1),
    b"stream": lambda broker, key: broker.xrange(key),
}


def found(markers: Iterable[str], files: Iterable[Path] = (), broker: Any = None) -> dict[str, set[str]]:
    """Return where each marker is found, in whatever case: the table, the name of the file, or the broker's key."""
    wanted, places = {marker: marker.lower() for marker in markers}, dict[str, set[str]]()
    beside = (*((path.name, words_of(path.read_bytes())) for path in files), *_kept_by(broker))
    for place, text in (*_rows(), *_sealed(), *beside):
        low = text.lower()
        for marker, word in wanted.items():
            if word in low:
                places.setdefault(marker, set()).add(place)
    return places


def _rows() -> Iterator[tuple[str, str]]:
    """Read each table whole, as text; what is sealed follows by itself."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')
            yield table, cursor.fetchone()[0] or ""


def _sealed() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, ["bytea"])
        for table, column in cursor.fetchall():
            cursor.execute(f'SELECT "{column}" FROM "{table}" WHERE length("{column}") > 0')
            for (data,) in cursor.fetchall():
                yield f"{table}.{column}", words_of(_opened(bytes(data)))


def _kept_by(broker: Any) -> Iterator[tuple[str, str]]:
    """Read each key of the broker with its values, and what is written in base64 in them."""
    for key in broker.scan_iter() if broker else ():
        text = repr(VALUES[broker.type(key)](broker, key)).encode()
        inner = b" ".join(base64.b64decode(body) for body in IN_BASE64.findall(text))
        yield f"broker: {key.decode()}", b" ".join((key, text, inner)).decode("utf-8", "replace")


def _opened(data: bytes) -> bytes:
    try:
        return unseal(data)
    except CannotBeOpened:
        return data


def words_of(data: bytes) -> str:
    """Return the text of a file, and of each file in it if it is a workbook or another zip."""
    if not zipfile.is_zipfile(BytesIO(data)):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(BytesIO(data)) as inner:
        return "\n".join(f"{name}\n{words_of(inner.read(name))}" for name in inner.namelist())
