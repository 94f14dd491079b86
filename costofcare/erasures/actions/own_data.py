"""Put together what people take away of their own: read as themselves, so that the wall decides what that is."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import connection

from accounts.actions import audit
from accounts.actions.encryption import unseal
from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from costofcare.erasures.domain.own_data import ABOUT, MOST_BYTES, OF_YOURSELF, UPLOADS, of_a_provider
from spreadsheets.csv_files import csv_text
from spreadsheets.fixed_zip import packed

_FILES = f"SELECT id, reference, size FROM {UPLOADS} WHERE provider_id = %(of)s ORDER BY received_at DESC"


def own_data(*, by: Context | None, person_id: UUID) -> bytes:
    """Return a zip of the asker's own data; a provider's administrator gets the provider's as well.

    Whoever holds no role any more has a right to it, too.
    """
    files = dict(_tables("you", OF_YOURSELF, person_id))
    left: list[str] = []
    if by and by.role == RoleName.PROVIDER_ADMINISTRATOR and by.provider_id:
        files |= dict(_tables("provider", of_a_provider(), by.provider_id))
        files |= dict(_uploads(by.provider_id, left))
    files["about.txt"] = ABOUT.format(left=", ".join(left) or "nothing is").encode()
    audit.record(by=by, verb="downloaded their own data", kind="person", id=person_id)
    return packed(files)


def _tables(folder: str, queries: Mapping[str, str], of: UUID) -> Iterator[tuple[str, bytes]]:
    for name, query in queries.items():
        heads, rows = _read(query, of)
        as_json = [dict(zip(heads, row, strict=True)) for row in rows]
        yield f"{folder}/{name}.json", json.dumps(as_json, default=str, indent=1, ensure_ascii=False).encode()
        as_text = [[_text(cell) for cell in row] for row in rows]
        yield f"{folder}/{name}.csv", csv_text([heads, *as_text]).encode()


def _read(query: str, of: UUID) -> tuple[list[str], list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"of": of})
        return [column.name for column in cursor.description], cursor.fetchall()


def _uploads(provider_id: UUID, left: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files as they came, the newest first, until they are too many; ``left`` gets the names of the rest."""
    size = 0
    _, rows = _read(_FILES, provider_id)
    for upload_id, reference, bytes_long in rows:
        size += bytes_long
        if size > MOST_BYTES:
            left.append(reference)
            continue
        _, found = _read(f"SELECT sealed FROM {UPLOADS} WHERE id = %(of)s", upload_id)
        if found:
            yield f"provider/files/{reference}.xlsx", unseal(found[0][0])


def _text(cell: object) -> str:
    return "" if cell is None else json.dumps(cell, ensure_ascii=False) if isinstance(cell, dict | list) else str(cell)
