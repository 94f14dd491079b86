"""The wall: a return is of its council, and of the office's analysts and approvers once the council has approved it.

A row has the office that runs the round (``host_authority_id``) and the council that it is of (``authority_id``).
Engagement officers and the regional lead see which councils take part and who has returned, and no answer; which
council agreed to what the lead does not see. A draft is the council's alone.
"""

from django.db import migrations

from accounts.domain.roles import READS_RETURNS, TEAM_ROLES, RoleName
from accounts.domain.row_level_security import AUTHORITY, SqlStep, append_only, both, either, to_roles, wall

HOST, COUNCIL = "host_authority_id", "authority_id"
ANALYST = to_roles({RoleName.ANALYST}, HOST)
OFFICE = to_roles(TEAM_ROLES | {RoleName.REGIONAL_LEAD}, HOST)
INVITES = to_roles({RoleName.ANALYST, RoleName.ENGAGEMENT_OFFICER}, HOST)
READERS = to_roles(READS_RETURNS, HOST)
THEIRS = to_roles({RoleName.COMMISSIONER}, COUNCIL)
IS_ASKED = both(
    to_roles({RoleName.COMMISSIONER}),
    f"id IN (SELECT round_id FROM benchmarking_roundmember WHERE authority_id = {AUTHORITY})",
)
KEEP = """
CREATE FUNCTION keep_council_returns() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(OLD) - 'approved_at' - 'approved_by_id') = (to_jsonb(NEW) - 'approved_at' - 'approved_by_id')
       AND OLD.approved_at IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a version that was sent never changes' USING ERRCODE = 'insufficient_privilege';
END $$
"""
KEEP_DELEGATES = """
CREATE FUNCTION keep_round_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(OLD) - 'returned_at') = (to_jsonb(NEW) - 'returned_at')
       OR current_user <> 'portal_web' OR wall_role() <> 'commissioner' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a council says here only that it has returned' USING ERRCODE = 'insufficient_privilege';
END $$
"""
STEPS = (
    *wall("benchmarking_benchmarkround", select=either(OFFICE, IS_ASKED), insert=ANALYST, update=ANALYST),
    *wall(
        "benchmarking_roundmember",
        select=either(OFFICE, THEIRS),
        insert=INVITES,
        update=either(INVITES, THEIRS),
        delete=INVITES,
    ),
    *wall("benchmarking_memberconsent", select=either(READERS, THEIRS), insert=THEIRS),
    *wall("benchmarking_returndraft", select=THEIRS, insert=THEIRS, update=THEIRS, delete=THEIRS),
    *wall(
        "benchmarking_councilreturn",
        select=either(both(READERS, "approved_at IS NOT NULL"), THEIRS),
        insert=THEIRS,
        update=THEIRS,
    ),
    *append_only("benchmarking_memberconsent"),
    SqlStep(KEEP, "DROP FUNCTION keep_council_returns()"),
    SqlStep(
        "CREATE TRIGGER sent BEFORE UPDATE ON benchmarking_councilreturn "
        "FOR EACH ROW EXECUTE FUNCTION keep_council_returns()",
        "DROP TRIGGER sent ON benchmarking_councilreturn",
    ),
    SqlStep(KEEP_DELEGATES, "DROP FUNCTION keep_round_members()"),
    SqlStep(
        "CREATE TRIGGER delegate BEFORE UPDATE ON benchmarking_roundmember "
        "FOR EACH ROW EXECUTE FUNCTION keep_round_members()",
        "DROP TRIGGER delegate ON benchmarking_roundmember",
    ),
)


class Migration(migrations.Migration):
    dependencies = [("benchmarking", "0001_rounds"), ("accounts", "0008_sealed_context")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
