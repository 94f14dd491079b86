"""Two small doors in the wall: how many returns have come in, for the council; which files failed, for administrators.

Both answer in the owner's name, look at who asks themselves, and let out a number or a reference and nothing else.
"""

from django.db import migrations

from accounts.domain.roles import AUTHORITY_ROLES, RoleName
from accounts.domain.wall import WEB, to_roles

# Excluded returns have come in as well: that one was left out is the independent team's business.
COUNT = f"""
CREATE FUNCTION returns_received(asked uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN count(*) = 0 OR count(*) >= 5 THEN count(*)::integer END
    FROM submissions_return
    WHERE exercise_id = asked AND state IN ('submitted', 'accepted', 'excluded')
        AND {to_roles(AUTHORITY_ROLES, "authority_id")}
$$
"""
FAILED = f"""
CREATE FUNCTION uploads_failed() RETURNS TABLE (reference text, received_at timestamptz, tries integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT reference, received_at, tries FROM submissions_upload
    WHERE state = 'failed' AND {to_roles({RoleName.ADMINISTRATOR})}
    ORDER BY received_at DESC
$$
"""


def door(make: str, signature: str) -> migrations.RunSQL:
    """Open to the web role alone."""
    rights = f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {signature} TO {WEB}"
    return migrations.RunSQL(f"{make}; {rights}", f"DROP FUNCTION {signature}")


class Migration(migrations.Migration):
    dependencies = [("submissions", "0002_wall")]

    operations = [door(COUNT, "returns_received(uuid)"), door(FAILED, "uploads_failed()")]
