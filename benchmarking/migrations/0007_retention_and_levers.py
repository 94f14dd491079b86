"""Rows of providers may be erased once they were kept long enough."""

from django.db import migrations, models

from accounts.domain.row_level_security import SqlStep

# Answers and digests stay as they are; what a run of retention announced may go, and nothing else of a frozen row.
IS_DUE = """
CREATE FUNCTION provider_rows_are_due() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT current_user <> 'portal_web' AND EXISTS (SELECT FROM accounts_retentionrun WHERE finished_at IS NULL
        AND due_on <= CURRENT_DATE AND plan ? 'provider_rows')
$$
"""
KEEP = """
CREATE OR REPLACE FUNCTION keep_council_returns() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(OLD) - 'approved_at' - 'approved_by_id') = (to_jsonb(NEW) - 'approved_at' - 'approved_by_id')
       AND OLD.approved_at IS NULL THEN
        RETURN NEW;
    END IF;
{erased}    RAISE EXCEPTION 'a version that was sent never changes' USING ERRCODE = 'insufficient_privilege';
END $$
"""
KEEP_ERASED = """    IF NEW.providers = '[]' AND (to_jsonb(OLD) - 'providers') = (to_jsonb(NEW) - 'providers')
       AND provider_rows_are_due() THEN
        RETURN NEW;
    END IF;
"""
FREEZE = """
CREATE OR REPLACE FUNCTION keep_analyses_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
{erased}    IF TG_OP = 'DELETE' OR OLD.state IN ('done', 'refused', 'failed') THEN
        RAISE EXCEPTION 'an analysis is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""
FREEZE_ERASED = """    IF TG_OP = 'UPDATE' THEN
        IF NEW.inputs = '' AND (to_jsonb(OLD) - 'inputs') = (to_jsonb(NEW) - 'inputs') AND provider_rows_are_due() THEN
            RETURN NEW;
        END IF;
    END IF;
"""
STEPS = (
    SqlStep(IS_DUE, "DROP FUNCTION provider_rows_are_due()"),
    SqlStep(KEEP.format(erased=KEEP_ERASED), KEEP.format(erased="")),
    SqlStep(FREEZE.format(erased=FREEZE_ERASED), FREEZE.format(erased="")),
)


class Migration(migrations.Migration):
    dependencies = [("benchmarking", "0006_public_files_wall"), ("accounts", "0007_erasures")]

    operations = [
        migrations.AddField("benchmarkround", "providers_erased_at", models.DateTimeField(blank=True, null=True)),
        *(migrations.RunSQL(step.sql, step.reverse_sql) for step in STEPS),
    ]
