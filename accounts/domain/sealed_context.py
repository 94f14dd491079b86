"""The functions that row-level security asks who asks, as SQL: they believe what bears the portal's seal.

The key lies in a table that neither the web nor the worker role can read. ``migrate`` writes it there, and the web
process has it from its environment. A seal holds on one connection. Where a row of the table has no key, settings
without a seal are believed, too: for as long as pages of the version before run beside those of this one.
"""

from accounts.domain.row_level_security import (
    ABOUT_ASKER,
    ABOUT_SOUGHT,
    SEAL,
    SETTINGS,
    SOUGHT,
    SOUGHT_SEAL,
    WEB,
    WORKER,
    SqlStep,
)

KEYS = "wall_key"
DEFINER = "STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = public, pg_temp"
TABLE = SqlStep(
    f"CREATE TABLE IF NOT EXISTS {KEYS} ("
    "made_at timestamptz NOT NULL DEFAULT clock_timestamp(), inner_pad bytea, outer_pad bytea)",
    f"DROP TABLE IF EXISTS {KEYS}",
)

# A database of before these functions: it believes settings without a seal from the moment it has them, as the pages of
# the version before, which give none, go on meanwhile. A new one has the table already, and never does.
OF_BEFORE = SqlStep(
    f"""
DO $$ BEGIN
    IF to_regclass('public.{KEYS}') IS NULL THEN
        {TABLE.sql};
        INSERT INTO {KEYS} (inner_pad, outer_pad) VALUES (NULL, NULL);
    END IF;
END $$
""",
    "",
)


def _setting(name: str) -> str:
    return f"coalesce(current_setting('{name}', true), '')"


def _function(signature: str, returns: str, body: str, *, definer: bool = True) -> SqlStep:
    """Return the step that makes a function for the web and the worker role; made again it is only replaced."""
    kind = DEFINER if definer else "STABLE PARALLEL RESTRICTED"
    made = f"CREATE OR REPLACE FUNCTION {signature} RETURNS {returns} LANGUAGE plpgsql {kind} AS $$ {body} $$"
    rights = f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {signature} TO {WEB}, {WORKER}"
    return SqlStep(f"{made}; {rights}", f"DROP FUNCTION IF EXISTS {signature}")


LENIENT = _function(
    "wall_is_lenient()", "boolean", f"BEGIN RETURN EXISTS (SELECT FROM {KEYS} WHERE inner_pad IS NULL); END"
)
IS_SEALED = _function(
    "wall_is_sealed(said text, seal text)",
    "boolean",
    f"""
BEGIN
    RETURN EXISTS (
        SELECT FROM {KEYS}
        WHERE inner_pad IS NULL OR encode(sha256(outer_pad || sha256(
            inner_pad || convert_to(pg_backend_pid() || '|' || said, 'UTF8'))), 'hex') = seal
    );
END
""",
)
ASKER = " || '|' || ".join((f"'{ABOUT_ASKER}'", *(_setting(name) for name in SETTINGS)))


def _told(name: str, setting: str, kind: str) -> SqlStep:
    body = f"""
BEGIN
    IF {_setting(setting)} = '' OR NOT public.wall_is_sealed({ASKER}, {_setting(SEAL)}) THEN
        RETURN NULL;
    END IF;
    RETURN current_setting('{setting}')::{kind};
END
"""
    return _function(f"{name}()", kind, body, definer=False)


SOUGHT_WORDS = _function(
    "wall_sought()",
    "text[]",
    f"""
BEGIN
    IF {_setting(SOUGHT)} = ''
        OR NOT public.wall_is_sealed('{ABOUT_SOUGHT}|' || {_setting(SOUGHT)}, {_setting(SOUGHT_SEAL)}) THEN
        RETURN '{{}}';
    END IF;
    RETURN string_to_array({_setting(SOUGHT)}, E'\\n');
END
""",
    definer=False,
)
KINDS = ("uuid", "text", "uuid", "uuid")
TOLD = tuple(_told(name.replace("portal.", "wall_"), name, kind) for name, kind in zip(SETTINGS, KINDS, strict=True))
STEPS = (TABLE, LENIENT, IS_SEALED, *TOLD, SOUGHT_WORDS)

# What was made before these functions were: policies and functions that read the settings themselves.
# In both forms: as a function's author wrote it, and as PostgreSQL writes a policy.
REWRITE = """
DO $$
DECLARE
    made record;
    setting text;
    reading text;
    writing text;
    body text;
BEGIN
    FOR made IN SELECT * FROM pg_policies WHERE schemaname = 'public'
        AND (coalesce(qual, '') || coalesce(with_check, '')) LIKE '%current_setting(''portal.%' LOOP
        reading := made.qual;
        writing := made.with_check;
        FOREACH setting IN ARRAY ARRAY['person', 'role', 'authority', 'provider'] LOOP
            body := format('NULLIF(current_setting(''portal.%s''::text, true), ''''::text)', setting);
            reading := replace(reading, body, format('wall_%s()', setting));
            writing := replace(writing, body, format('wall_%s()', setting));
        END LOOP;
        EXECUTE format('ALTER POLICY %I ON %I %s %s', made.policyname, made.tablename,
            coalesce('USING (' || reading || ')', ''), coalesce('WITH CHECK (' || writing || ')', ''));
    END LOOP;
    FOR made IN SELECT oid, proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND prokind = 'f' AND prosrc LIKE '%current_setting(''portal.%' AND proname NOT LIKE 'wall\\_%' LOOP
        body := pg_get_functiondef(made.oid);
        FOREACH setting IN ARRAY ARRAY['person', 'role', 'authority', 'provider'] LOOP
            body := replace(body,
                format('nullif(current_setting(''portal.%s'', true), '''')', setting), format('wall_%s()', setting));
        END LOOP;
        EXECUTE body;
    END LOOP;
END $$
"""
