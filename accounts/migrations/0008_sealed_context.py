"""Who asks is believed under the portal's seal alone; sessions, second factors and kept words are their person's.

Before anybody is known, a page sees the accounts that it says, sealed, that it looks for. A session is opened by
whoever has its key, and by nobody else: the web role sees none in the table.
"""

from django.conf import settings
from django.db import migrations

from accounts.domain import sealed_context
from accounts.domain.row_level_security import PERSON, SqlStep, door, either, raise_wall, wall

LENIENT = "(SELECT wall_is_lenient())"
# The ids and the addresses of the accounts that are looked for: by id, by address, by an invitation's token.
SOUGHT_EMAILS = """
CREATE FUNCTION wall_sought_emails() RETURNS SETOF varchar
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT word::varchar FROM unnest(wall_sought()) word WHERE word LIKE '%@%'
    UNION SELECT email FROM accounts_invitation WHERE token_sha256 = ANY (wall_sought())
$$
"""
SOUGHT_PEOPLE = """
CREATE FUNCTION wall_sought_people() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT word::uuid FROM unnest(wall_sought()) word WHERE word ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    UNION SELECT id FROM accounts_user WHERE email IN (SELECT wall_sought_emails())
$$
"""
OPEN_SESSION = """
CREATE FUNCTION session_open(asked varchar) RETURNS TABLE (session_data text, expire_date timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT session_data, expire_date FROM django_session WHERE session_key = asked
$$
"""
NEW_SESSION = """
CREATE FUNCTION session_new(key varchar, data text, until timestamptz) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH made AS (
        INSERT INTO django_session (session_key, session_data, expire_date) VALUES (key, data, until)
        ON CONFLICT DO NOTHING RETURNING 1
    ) SELECT EXISTS (SELECT FROM made)
$$
"""
KEEP_SESSION = """
CREATE FUNCTION session_keep(key varchar, data text, until timestamptz) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH kept AS (
        UPDATE django_session SET session_data = data, expire_date = until WHERE session_key = key RETURNING 1
    ) SELECT EXISTS (SELECT FROM kept)
$$
"""
END_SESSION = """
CREATE FUNCTION session_end(key varchar) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (DELETE FROM django_session WHERE session_key = key RETURNING 1)
    SELECT EXISTS (SELECT FROM gone)
$$
"""


def of_person(column: str) -> dict[str, str]:
    own = either(f"{column} = {PERSON}", f"{column} IN (SELECT wall_sought_people())", LENIENT)
    return dict.fromkeys(("select", "insert", "update", "delete"), own)


STEPS = (
    *(SqlStep(step.sql, "") for step in sealed_context.STEPS),
    SqlStep(sealed_context.REWRITE, ""),
    door(SOUGHT_EMAILS, "wall_sought_emails()"),
    door(SOUGHT_PEOPLE, "wall_sought_people()"),
    door(OPEN_SESSION, "session_open(varchar)"),
    door(NEW_SESSION, "session_new(varchar, text, timestamptz)"),
    door(KEEP_SESSION, "session_keep(varchar, text, timestamptz)"),
    door(END_SESSION, "session_end(varchar)"),
    *wall("django_session", **dict.fromkeys(("select", "insert", "update", "delete"), either(LENIENT))),
    *wall("mfa_authenticator", **of_person("user_id")),
    *wall("account_emailaddress", **of_person("user_id")),
    *raise_wall("account_emailconfirmation"),
    *wall("accounts_keptwords", **of_person("person_id")),
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_erasures"),
        ("sessions", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
