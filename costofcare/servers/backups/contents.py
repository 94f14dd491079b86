"""The hashes of a database, table by table, in one snapshot: the same for the same rows, wherever they lie."""

import hashlib
import re
from typing import Any

from costofcare.servers.backups.manifest import DatabaseContents

# What is not backed up: whoever was signed in signs in again, and attempts to sign in are counted anew.
WITHOUT_ROWS = ("django_session", "costofcare_cache")
TABLES = """SELECT c.relname FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname COLLATE "C" """
KEY = """SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
WHERE i.indrelid = %s::regclass AND i.indisprimary ORDER BY array_position(i.indkey::int[], a.attnum::int)"""
SEQUENCES = """SELECT sequencename, coalesce(last_value::text, '') FROM pg_sequences WHERE schemaname = 'public'"""
# Everything that says what may be written and who may see it, a row a thing.
STRUCTURE = """
WITH ours AS (SELECT * FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'S'))
SELECT 'column', relname, attname, concat(format_type(atttypid, atttypmod), attnotnull, attidentity),
  pg_get_expr(adbin, adrelid) FROM ours JOIN pg_attribute ON attrelid = ours.oid AND attnum > 0 AND NOT attisdropped
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
UNION ALL SELECT 'constraint', relname, conname, pg_get_constraintdef(pg_constraint.oid), '' FROM ours
  JOIN pg_constraint ON conrelid = ours.oid WHERE contype <> 'n'
UNION ALL SELECT 'index', relname, '', pg_get_indexdef(indexrelid), '' FROM ours JOIN pg_index ON indrelid = ours.oid
UNION ALL SELECT 'trigger', relname, tgname, pg_get_triggerdef(pg_trigger.oid), tgenabled::text FROM ours
  JOIN pg_trigger ON tgrelid = ours.oid WHERE NOT tgisinternal
UNION ALL SELECT 'wall', relname, '', concat(relrowsecurity, relforcerowsecurity), '' FROM ours
UNION ALL SELECT 'policy', tablename, policyname, concat(cmd, roles, permissive), concat(qual, ' / ',
  with_check) FROM pg_policies WHERE schemaname = 'public'
UNION ALL SELECT 'right', relname, coalesce(grantee.rolname, 'all'), privilege_type, is_grantable::text FROM ours
  CROSS JOIN aclexplode(coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)))
  LEFT JOIN pg_roles grantee ON grantee.oid = grantee
UNION ALL SELECT 'right on a column', relname || '.' || attname, coalesce(grantee.rolname, 'all'), privilege_type, ''
  FROM ours JOIN pg_attribute ON attrelid = ours.oid CROSS JOIN aclexplode(attacl)
  LEFT JOIN pg_roles grantee ON grantee.oid = grantee
UNION ALL SELECT 'function', oid::regprocedure::text, prosecdef::text, prosrc, coalesce(proconfig::text, '')
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
UNION ALL SELECT 'right on a function', pg_proc.oid::regprocedure::text, coalesce(grantee.rolname, 'all'),
  privilege_type, '' FROM pg_proc CROSS JOIN aclexplode(coalesce(proacl, acldefault('f', proowner)))
  LEFT JOIN pg_roles grantee ON grantee.oid = grantee WHERE pronamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
"""
# Text of a value depends on these.
ONE_WAY_TO_WRITE = (
    "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex';"
    "SET extra_float_digits = 1; SET search_path = public"
)
EACH_WORD = re.compile(r"\(('[^']*'::character varying)\)::text")
WHOLE_LIST = re.compile(r"\((ARRAY\[[^\]]*\])\)::text\[\]")


class HashedRows:
    """A file that keeps of what is written to it a hash and the count of lines alone."""

    def __init__(self) -> None:
        self.hash, self.lines = hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        self.lines += data.count(b"\n")
        return len(data)


def contents(cursor: Any) -> DatabaseContents:
    """Return the hashes of what the cursor's transaction sees; the owner's, whom no policy binds."""
    cursor.execute(ONE_WAY_TO_WRITE)
    cursor.execute(TABLES)
    names = [name for (name,) in cursor.fetchall() if name not in WITHOUT_ROWS]
    tables = {name: table(cursor, name) for name in names}
    cursor.execute(SEQUENCES)
    return DatabaseContents(tables, dict(sorted(cursor.fetchall())), structure(cursor))


def table(cursor: Any, name: str) -> tuple[int, str]:
    """Return the count of rows and their hash, in the order of the primary key, as text and in no language's order."""
    cursor.execute(KEY, [f'public."{name}"'])
    keys = [f't."{column}"::text COLLATE "C"' for (column,) in cursor.fetchall()] or ['t::text COLLATE "C"']
    hashed = HashedRows()
    cursor.copy_expert(f'COPY (SELECT t.* FROM public."{name}" t ORDER BY {", ".join(keys)}) TO STDOUT', hashed)
    return hashed.lines, hashed.hash.hexdigest()


def structure(cursor: Any) -> str:
    cursor.execute(STRUCTURE)
    things = [tuple(one_spelling(part) for part in thing) for thing in cursor.fetchall()]
    return hashlib.sha256("\n".join(sorted(map(repr, things))).encode()).hexdigest()


def one_spelling(text: str | None) -> str:
    """Return a condition as it is spelt before it is first dumped: PostgreSQL spells a list of words anew then."""
    return WHOLE_LIST.sub(r"\1", EACH_WORD.sub(r"\1", text or ""))
