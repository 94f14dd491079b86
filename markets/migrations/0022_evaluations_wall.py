"""The wall: evaluations are written by commissioners who look after visits, looks by a worker alone.

What has begun, and what a look came to, never changes.
"""

from django.db import migrations

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import SqlStep, append_only, to_commissioners_with_visits, to_roles, wall

READERS = to_roles({RoleName.COMMISSIONER, RoleName.ANALYST}, "authority_id")
WRITERS = to_commissioners_with_visits()
EVALUATION = "markets_marketevaluation"
FREEZE = """
CREATE FUNCTION keep_evaluations_begun() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.begun_at IS NOT NULL THEN
        RAISE EXCEPTION 'an evaluation that has begun never changes' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$"""
STEPS = (
    *wall(EVALUATION, select=READERS, insert=WRITERS, update=WRITERS, delete=WRITERS),
    *wall("markets_evaluationlook", select=READERS),
    *append_only("markets_evaluationlook"),
    # A row is locked before it is taken out, which asks for the right to change it.
    *wall("markets_experiencefigure", select=READERS, insert=WRITERS, update=WRITERS, delete=WRITERS),
    SqlStep(FREEZE, "DROP FUNCTION keep_evaluations_begun()"),
    SqlStep(
        f"CREATE TRIGGER begun BEFORE UPDATE OR DELETE ON {EVALUATION} "
        "FOR EACH ROW EXECUTE FUNCTION keep_evaluations_begun()",
        f"DROP TRIGGER begun ON {EVALUATION}",
    ),
)


class Migration(migrations.Migration):
    dependencies = [("markets", "0021_evaluations"), ("accounts", "0011_role_with_visits")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
