"""The wall: what is drafted of a market is the independent team's; the council reads what was approved, and why a cell
is hidden, and the ledger, never. What is out does not move again.
"""

from django.db import migrations

from accounts.domain.roles import READS_RETURNS, RoleName
from accounts.domain.row_level_security import PERSON, SqlStep, append_only, both, either, to_roles, to_team, wall

RELEASE, REVIEW, LEDGER = "markets_marketrelease", "markets_marketreleasereview", "markets_marketledgerrow"
ANALYSTS = to_roles({RoleName.ANALYST}, "authority_id")
OUT_FOR_THE_COUNCIL = both(to_roles({RoleName.COMMISSIONER}, "authority_id"), "state = 'released'")
DECIDING = "state, ledger_after, approved_at, approved_by_id, rejected_at, rejected_by_id, decision_note"
FREEZE = f"""
CREATE FUNCTION keep_market_releases_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a release is never deleted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.state <> 'drafted' OR
        to_jsonb(OLD) - string_to_array('{DECIDING}', ', ') <> to_jsonb(NEW) - string_to_array('{DECIDING}', ', ')
    THEN
        RAISE EXCEPTION 'a release is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""
STEPS = (
    *wall(
        RELEASE,
        select=either(to_team(), OUT_FOR_THE_COUNCIL),
        insert=both(ANALYSTS, f"drafted_by_id = {PERSON}", "state = 'drafted'"),
        update=to_roles(READS_RETURNS, "authority_id"),
    ),
    *wall(REVIEW, select=to_team(), insert=ANALYSTS),
    *wall(LEDGER, select=to_team(), insert=to_team()),
    *(step for table in (REVIEW, LEDGER) for step in append_only(table)),
    SqlStep(FREEZE, "DROP FUNCTION keep_market_releases_frozen()"),
    SqlStep(
        f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {RELEASE} "
        "FOR EACH ROW EXECUTE FUNCTION keep_market_releases_frozen()",
        f"DROP TRIGGER frozen ON {RELEASE}",
    ),
)


class Migration(migrations.Migration):
    dependencies = [("markets", "0014_market_releases"), ("accounts", "0002_wall")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
