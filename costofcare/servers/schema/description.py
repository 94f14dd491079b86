"""A database's schema as plain data: columns, constraints, and the rights of the web and the worker role."""

from typing import Any

from costofcare.servers.roles import WEB, WORKER

COLUMNS = """SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
  a.atthasdef OR a.attidentity <> '' FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1, 2"""
CONSTRAINTS = """SELECT c.relname, o.conname FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
WHERE c.relnamespace = 'public'::regnamespace AND o.contype IN ('c', 'u', 'x')
UNION SELECT c.relname, i.relname FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid
JOIN pg_class i ON i.oid = x.indexrelid
WHERE c.relnamespace = 'public'::regnamespace AND x.indisunique AND NOT x.indisprimary ORDER BY 1, 2"""
RIGHTS = """SELECT r.role, c.relname, p.what FROM unnest(%s) AS r(role)
CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS p(what) CROSS JOIN pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
AND CASE WHEN p.what = 'DELETE' THEN has_table_privilege(r.role, c.oid, p.what)
  ELSE has_any_column_privilege(r.role, c.oid, p.what) END ORDER BY 1, 2, 3"""
Schema = dict[str, Any]


def described(cursor: Any) -> Schema:
    """Return tables with their columns (type, whether it may be null, whether it has a default), and the rest."""
    schema: Schema = {"tables": {}, "constraints": {}, "rights": {}}
    cursor.execute(COLUMNS)
    for table, column, kind, may_be_null, has_default in cursor.fetchall():
        schema["tables"].setdefault(table, {})[column] = [kind, may_be_null, has_default]
    cursor.execute(CONSTRAINTS)
    for table, name in cursor.fetchall():
        schema["constraints"].setdefault(table, []).append(name)
    cursor.execute(RIGHTS, [[WEB, WORKER]])
    for role, table, what in cursor.fetchall():
        schema["rights"].setdefault(role, {}).setdefault(table, []).append(what)
    return schema
