"""Whether code of an older schema can go on reading and writing on a newer one: pure, in sentences where it cannot."""

import re
from collections.abc import Iterable, Iterator

from costofcare.servers.schema.description import Schema

WIDER = {"smallint": ("integer", "bigint"), "integer": ("bigint",), "real": ("double precision",)}
VARYING = re.compile(r"character varying\((\d+)\)")


def troubles(old: Schema, new: Schema, agreed: Iterable[str] = ()) -> list[str]:
    """Return what the old code would stumble over.

    ``agreed`` names new constraints that refuse nothing which the old code writes, and whoever adds one has looked.
    """
    known = set(agreed)
    found = [*_columns(old, new), *_rights(old, new)]
    for table in old["tables"]:
        names = set(new["constraints"].get(table, ())) - set(old["constraints"].get(table, ())) - known
        found += [f"{table}: the new constraint {name} may refuse what the old code writes" for name in sorted(names)]
    return found


def _columns(old: Schema, new: Schema) -> Iterator[str]:
    for table, columns in old["tables"].items():
        there = new["tables"].get(table)
        if there is None:
            yield f"{table} is gone or renamed: the old code still asks for it"
            continue
        for column, (kind, may_be_null, _) in columns.items():
            yield from _column(f"{table}.{column}", kind, may_be_null, there.get(column))
        for column in there.keys() - columns.keys():
            _, may_be_null, has_default = there[column]
            if not (may_be_null or has_default):
                yield f"{table}.{column} is new, NOT NULL and without a default in the database (db_default)"


def _column(name: str, kind: str, may_be_null: bool, there: list[object] | None) -> Iterator[str]:
    if there is None:
        yield f"{name} is gone or renamed: the old code still asks for it"
        return
    if not fits(kind, str(there[0])):
        yield f"{name} was {kind} and is {there[0]}"
    if may_be_null and not there[1]:
        yield f"{name} may no longer be null, and the old code may write that"


def fits(old: str, new: str) -> bool:
    """Say whether every value of the old type is one of the new type."""
    varying = VARYING.fullmatch(old)
    if old == new or (varying and new == "text") or new in WIDER.get(old, ()):
        return True
    wider = VARYING.fullmatch(new)
    return bool(varying and wider and int(wider[1]) >= int(varying[1]))


def _rights(old: Schema, new: Schema) -> Iterator[str]:
    for role, tables in old["rights"].items():
        for table, rights in tables.items():
            for lost in sorted(set(rights) - set(new["rights"].get(role, {}).get(table, ()))):
                yield f"{role} may no longer {lost} {table}"
