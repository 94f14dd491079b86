"""The wall: scenarios are of an authority's commissioners and its independent team; a frozen one never moves."""

from django.db import migrations

from accounts.domain.roles import READS_RETURNS, RoleName
from accounts.domain.row_level_security import SqlStep, to_roles, wall

SCENARIO = "markets_feescenario"
THEIRS = to_roles(READS_RETURNS | {RoleName.COMMISSIONER}, "authority_id")
# A copy forgets what it was copied from once that is thrown away; nothing else of a frozen row may change.
FREEZE = """
CREATE FUNCTION keep_scenarios_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.frozen_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR to_jsonb(OLD) - 'copied_from_id' <> to_jsonb(NEW) - 'copied_from_id' THEN
        RAISE EXCEPTION 'a frozen scenario never changes' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""
STEPS = (
    *wall(SCENARIO, select=THEIRS, insert=THEIRS, update=THEIRS, delete=THEIRS),
    SqlStep(FREEZE, "DROP FUNCTION keep_scenarios_frozen()"),
    SqlStep(
        f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {SCENARIO} "
        "FOR EACH ROW EXECUTE FUNCTION keep_scenarios_frozen()",
        f"DROP TRIGGER frozen ON {SCENARIO}",
    ),
)


class Migration(migrations.Migration):
    dependencies = [("markets", "0001_initial"), ("accounts", "0002_wall")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
