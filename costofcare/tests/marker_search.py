"""Test support: a search of all that the database holds, opened where it is sealed, and of files beside it."""

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from django.db import connection

from accounts.actions.encryption import CannotBeOpened, unseal

COLUMNS = """SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t
USING (table_schema, table_name) WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type = %s"""


def found(markers: Iterable[str], files: Iterable[Path] = ()) -> dict[str, set[str]]:
    """Return where each marker is found, in whatever case: the table, or the name of the file."""
    wanted, places = {marker: marker.lower() for marker in markers}, dict[str, set[str]]()
    for place, text in (*_rows(), *_sealed(), *((path.name, _words(path.read_bytes())) for path in files)):
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
                yield f"{table}.{column}", _words(_opened(bytes(data)))


def _opened(data: bytes) -> bytes:
    try:
        return unseal(data)
    except CannotBeOpened:
        return data


def _words(data: bytes) -> str:
    """Return the text of a file, and of each file in it if it is a workbook or another zip."""
    if not zipfile.is_zipfile(BytesIO(data)):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(BytesIO(data)) as inner:
        return "\n".join(f"{name}\n{_words(inner.read(name))}" for name in inner.namelist())
