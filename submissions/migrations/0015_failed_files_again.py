"""A small door in the wall: a file that could not be checked is put back in the queue, by who may know that it failed.

The web role writes no upload otherwise: what else becomes of one is the worker's to say.
"""

from django.db import migrations

from accounts.domain.roles import RoleName
from accounts.domain.wall import WEB, either, to_provider, to_roles

MAY = either(to_provider(), to_roles({RoleName.ANALYST}, "authority_id"), to_roles({RoleName.ADMINISTRATOR}))
AGAIN = f"""
CREATE FUNCTION upload_again(wanted text)
RETURNS TABLE (upload_id uuid, submission_id uuid, exercise_id uuid, authority_id uuid, provider_id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE submissions_upload
    SET state = 'received', station = '', tries = 0, claimed_at = NULL, finished_at = NULL
    WHERE reference = wanted AND state = 'failed' AND {MAY}
    RETURNING id, submission_id, exercise_id, authority_id, provider_id
$$
"""
NAME = "upload_again(text)"
RIGHTS = f"REVOKE ALL ON FUNCTION {NAME} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {NAME} TO {WEB}"


class Migration(migrations.Migration):
    dependencies = [("submissions", "0014_division_as_it_was")]

    operations = [migrations.RunSQL(f"{AGAIN}; {RIGHTS}", f"DROP FUNCTION {NAME}")]
