"""The wall: exact figures are the independent team's; what was released is its readers', and never moves again."""

from django.db import migrations

from accounts.domain.roles import COUNCIL_ROLES, PROVIDER_ROLES, READS_RETURNS, RoleName
from accounts.domain.row_level_security import PERSON, SqlStep, append_only, both, either, to_roles, to_team, wall
from reports.domain.release_states import MOVES

CALCULATION, RETURN, REVIEW, LEDGER, RELEASE = (
    "reports_calculation",
    "reports_calculationreturn",
    "reports_releasereview",
    "reports_ledgerrow",
    "reports_release",
)
ANALYSTS = to_roles({RoleName.ANALYST}, "authority_id")
# A figure that is out for one authority's council is out for its providers; a draft is nobody's but the team's.
OUT_FOR_THE_COUNCIL = both(
    to_roles(COUNCIL_ROLES, "authority_id"), "for_publication", "state IN ('released', 'superseded')"
)
OUT_FOR_PROVIDERS = both(to_roles(PROVIDER_ROLES), "for_publication", "state = 'released'")

# What an update may still touch: the decision of a draft; of a release that is out, that another took its place.
DECIDING = (
    "state, ledger_after, first_approved_at, first_approved_by_id, approved_at, approved_by_id, "
    "rejected_at, rejected_by_id, decision_note"
)
PERMITTED = ", ".join(f"('{before.value}', '{after.value}')" for before, after in sorted(MOVES))
FREEZE = f"""
CREATE FUNCTION keep_releases_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    movable text[] := ARRAY['state', 'told_at'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a release is never deleted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN ({PERMITTED}) THEN
        RAISE EXCEPTION 'a release does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.state = 'drafted' THEN
        movable := movable || string_to_array('{DECIDING}', ', ');
    END IF;
    IF to_jsonb(OLD) - movable <> to_jsonb(NEW) - movable THEN
        RAISE EXCEPTION 'a release is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""
FROZEN = (
    SqlStep(FREEZE, "DROP FUNCTION keep_releases_frozen()"),
    SqlStep(
        f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {RELEASE} "
        "FOR EACH ROW EXECUTE FUNCTION keep_releases_frozen()",
        f"DROP TRIGGER frozen ON {RELEASE}",
    ),
)
STEPS = (
    *wall(CALCULATION, select=to_team(), insert=both(ANALYSTS, f"made_by_id = {PERSON}")),
    *wall(RETURN, select=to_team(), insert=ANALYSTS),
    *wall(REVIEW, select=to_team(), insert=ANALYSTS),
    *wall(LEDGER, select=to_team(), insert=to_team()),
    *wall(
        RELEASE,
        select=either(to_team(), OUT_FOR_THE_COUNCIL, OUT_FOR_PROVIDERS),
        insert=both(ANALYSTS, f"drafted_by_id = {PERSON}", "state = 'drafted'"),
        update=to_roles(READS_RETURNS, "authority_id"),
    ),
    *(step for table in (CALCULATION, RETURN, REVIEW, LEDGER) for step in append_only(table)),
    *FROZEN,
)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("accounts", "0002_wall")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
