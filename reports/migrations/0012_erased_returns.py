"""A frozen calculation goes on refusing every change, but for one: the rows of a provider that is erased are emptied.

By a function of the owner's that asks whether that provider's erasure is at work, and is the worker's alone.
"""

from django.db import migrations, models

from accounts.domain.row_level_security import WORKER, SqlStep, door

KEPT = "ARRAY['id', 'calculation_id', 'exercise_id', 'authority_id', 'provider_id', 'version_id', 'is_used']"
KEEP = f"""
CREATE FUNCTION keep_calculation_returns() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.is_erased AND NEW.location_name = 'Erased location'
        AND (SELECT bool_and(to_jsonb(NEW) -> key = to_jsonb(OLD) -> key) FROM unnest({KEPT}) AS key)
        AND EXISTS (SELECT FROM accounts_erasure WHERE subject_id = OLD.provider_id AND state = 'working') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""
BY_LOCATION = "{supporting,tariff,by_location}"
# A calculation loses what it holds by location of that provider, and nothing else.
KEEP_CALCULATION = f"""
CREATE FUNCTION keep_calculation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'table' = to_jsonb(OLD) - 'table'
        AND NEW."table" #- '{BY_LOCATION}' = OLD."table" #- '{BY_LOCATION}'
        AND EXISTS (SELECT FROM accounts_erasure WHERE kind = 'provider' AND state = 'working') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""
TRIGGER = (
    "DROP TRIGGER append_only ON {0}; CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {0} "
    "FOR EACH ROW EXECUTE FUNCTION {1}()"
)
ERASE = f"""
CREATE FUNCTION erase_calculation_returns(erasing uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone integer;
BEGIN
    UPDATE reports_calculation c
    SET "table" = jsonb_set(c."table", '{BY_LOCATION}', (c."table" #> '{BY_LOCATION}') - erased.locations)
    FROM (
        SELECT r.calculation_id, array_agg(r.location_id::text) AS locations
        FROM reports_calculationreturn r JOIN accounts_erasure e ON e.subject_id = r.provider_id
        WHERE e.id = erasing AND e.state = 'working' AND NOT r.is_erased GROUP BY 1
    ) erased
    WHERE erased.calculation_id = c.id AND jsonb_typeof(c."table" #> '{BY_LOCATION}') = 'object';
    UPDATE reports_calculationreturn r SET is_erased = true, location_name = 'Erased location',
        location_id = 'erased-' || left(r.id::text, 23), owner = 'erased-' || left(r.id::text, 23), weight = 0,
        breakdown = '{{}}', lines_left_out = '[]', adjustments = '[]', adjusted_costs = NULL, line_decisions = '[]',
        left_out_because = CASE WHEN r.left_out_because = '' THEN '' ELSE 'erased on request' END
    FROM accounts_erasure e
    WHERE e.id = erasing AND e.state = 'working' AND r.provider_id = e.subject_id AND NOT r.is_erased;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$
"""
STEPS = (
    SqlStep(KEEP, "DROP FUNCTION keep_calculation_returns()"),
    SqlStep(KEEP_CALCULATION, "DROP FUNCTION keep_calculation()"),
    *(
        SqlStep(TRIGGER.format(table, function), TRIGGER.format(table, "refuse_append_only"))
        for table, function in (
            ("reports_calculationreturn", "keep_calculation_returns"),
            ("reports_calculation", "keep_calculation"),
        )
    ),
    door(ERASE, "erase_calculation_returns(uuid)", WORKER),
)


class Migration(migrations.Migration):
    dependencies = [("reports", "0011_datasheets"), ("accounts", "0007_erasures")]

    operations = [
        migrations.AddField(
            model_name="calculationreturn",
            name="is_erased",
            field=models.BooleanField(db_default=False, default=False),
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql) for step in STEPS),
    ]
