"""The wall: what is public is read by all who sign in; a query by its council, and by those who read its return.

A file that waits for confirmation is its office's. Figures are added and never changed. Of a query the council says its
answer alone; what was asked stays.
"""

from django.db import migrations

from accounts.domain.roles import READS_RETURNS, TEAM_ROLES, RoleName
from accounts.domain.row_level_security import SqlStep, append_only, both, either, to_anybody_signed_in, to_roles, wall

HOST, COUNCIL = "host_authority_id", "authority_id"
ANALYST = to_roles({RoleName.ANALYST}, HOST)
OFFICE = to_roles(TEAM_ROLES | {RoleName.REGIONAL_LEAD}, HOST)
READERS = to_roles(READS_RETURNS, HOST)
THEIRS = to_roles({RoleName.COMMISSIONER}, COUNCIL)
KEPT = both(to_anybody_signed_in(), "state = 'kept'")
OF_THE_ANSWER = "'state', 'answer', 'answered_at', 'answered_by_id'"
OF_THE_CLOSE = "'outcome', 'closed_at', 'closed_by_id', 'closed_version'"
KEEP_QUERIES = f"""
CREATE FUNCTION keep_council_queries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) - ARRAY[{OF_THE_ANSWER}, {OF_THE_CLOSE}] <> to_jsonb(NEW) - ARRAY[{OF_THE_ANSWER}, {OF_THE_CLOSE}]
       OR OLD.state = 'closed' THEN
        RAISE EXCEPTION 'what was asked of a council stays' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF current_user = 'portal_web' AND wall_role() = 'commissioner' AND (
        OLD.state <> 'open' OR NEW.state <> 'answered'
        OR to_jsonb(OLD) - ARRAY[{OF_THE_ANSWER}] <> to_jsonb(NEW) - ARRAY[{OF_THE_ANSWER}]
    ) THEN
        RAISE EXCEPTION 'a council answers a query, and closes none' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""
STEPS = (
    *wall("benchmarking_publicfile", select=either(OFFICE, KEPT), insert=ANALYST, update=ANALYST),
    *wall("benchmarking_publicfigure", select=to_anybody_signed_in(), insert=ANALYST),
    *append_only("benchmarking_publicfigure"),
    *wall(
        "benchmarking_councilquery",
        select=either(READERS, THEIRS),
        insert=ANALYST,
        update=either(ANALYST, THEIRS),
    ),
    SqlStep(KEEP_QUERIES, "DROP FUNCTION keep_council_queries()"),
    SqlStep(
        "CREATE TRIGGER asked BEFORE UPDATE ON benchmarking_councilquery "
        "FOR EACH ROW EXECUTE FUNCTION keep_council_queries()",
        "DROP TRIGGER asked ON benchmarking_councilquery",
    ),
)


class Migration(migrations.Migration):
    dependencies = [("benchmarking", "0005_public_files"), ("accounts", "0008_sealed_context")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
