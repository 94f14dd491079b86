"""A door to how long the queue of exercises to check again is, beside that of all other work: numbers and one time.

It is a function of its own, as the code before this one knows no further kind of work.
"""

from django.db import migrations

from accounts.domain.row_level_security import door

RECHECKS = """
CREATE FUNCTION recheck_counts() RETURNS TABLE (
    work text, waiting bigint, working bigint, failed bigint, oldest timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT 'rechecks', count(*) FILTER (WHERE state = 'received'), count(*) FILTER (WHERE state = 'working'),
        count(*) FILTER (WHERE state = 'failed'), min(received_at) FILTER (WHERE state = 'received')
    FROM submissions_recheck
$$
"""
DOOR = door(RECHECKS, "recheck_counts()")


class Migration(migrations.Migration):
    dependencies = [("costofcare", "0001_incidents"), ("submissions", "0011_rechecks")]
    operations = [migrations.RunSQL(DOOR.sql, DOOR.reverse_sql)]
