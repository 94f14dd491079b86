"""The wall: answers are of their provider and the independent team; the council reads approved counts and no more.

Engagement officers see whom a survey asks and who has answered. A draft is the provider's alone, also against the team.
"""

from django.db import migrations

from accounts.domain.roles import READS_RETURNS, TEAM_ROLES, RoleName
from accounts.domain.row_level_security import PROVIDER, SqlStep, both, either, to_provider, to_roles, to_team, wall

ANALYST = to_roles({RoleName.ANALYST}, "authority_id")
WHOLE_TEAM = to_roles(TEAM_ROLES, "authority_id")
THEIRS = to_provider()
ASKS_THEM = f"id IN (SELECT survey_id FROM markets_payplace WHERE provider_id = {PROVIDER})"
COUNCIL = both(to_roles({RoleName.COMMISSIONER}, "authority_id"), "approved_at IS NOT NULL")
BOTH_ENDS = either(to_team(), THEIRS)
COUNTERS = to_roles(READS_RETURNS, "authority_id")
KEEP = """
CREATE FUNCTION keep_pay_counts_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.approved_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    RAISE EXCEPTION 'approved counts never change' USING ERRCODE = 'insufficient_privilege';
END $$
"""
STEPS = (
    *wall("markets_paysurvey", select=either(WHOLE_TEAM, ASKS_THEM), insert=ANALYST, update=ANALYST),
    *wall("markets_payplace", select=either(WHOLE_TEAM, THEIRS), insert=ANALYST, update=THEIRS),
    *wall("markets_paydraft", select=THEIRS, insert=THEIRS, update=THEIRS, delete=THEIRS),
    *wall("markets_payanswer", select=BOTH_ENDS, insert=THEIRS),
    *wall("markets_payquestion", select=BOTH_ENDS, insert=ANALYST, update=THEIRS),
    *wall("markets_paycounts", select=either(COUNTERS, COUNCIL), insert=COUNTERS, update=COUNTERS, delete=COUNTERS),
    SqlStep(KEEP, "DROP FUNCTION keep_pay_counts_approved()"),
    SqlStep(
        "CREATE TRIGGER approved BEFORE UPDATE OR DELETE ON markets_paycounts "
        "FOR EACH ROW EXECUTE FUNCTION keep_pay_counts_approved()",
        "DROP TRIGGER approved ON markets_paycounts",
    ),
)


class Migration(migrations.Migration):
    dependencies = [("markets", "0006_pay_surveys"), ("accounts", "0002_wall"), ("register", "0002_wall")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
