"""A door for regional leads: how many were asked and have answered in each exercise of their region, counts alone."""

from django.db import migrations

from accounts.domain.row_level_security import door, to_region

# From one to four is too few to hide who they are, as in returns_received.
COUNT = f"""
CREATE FUNCTION returns_received_in_region() RETURNS TABLE (exercise_id uuid, asked integer, received integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.id,
        (SELECT count(*)::integer FROM register_participation p
            WHERE p.exercise_id = e.id AND p.eligibility = 'in_scope'),
        (SELECT CASE WHEN count(*) = 0 OR count(*) >= 5 THEN count(*)::integer END FROM submissions_return r
            WHERE r.exercise_id = e.id AND r.state IN ('submitted', 'accepted', 'excluded'))
    FROM register_exercise e WHERE {to_region("e.authority_id")}
$$
"""
STEP = door(COUNT, "returns_received_in_region()")


class Migration(migrations.Migration):
    dependencies = [("submissions", "0009_reminded_of_queries"), ("register", "0002_wall"), ("accounts", "0002_wall")]

    operations = [migrations.RunSQL(STEP.sql, STEP.reverse_sql)]
