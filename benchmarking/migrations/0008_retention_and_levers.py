"""Rows of providers may be erased once kept long enough; a council says to its office which levers it uses."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.roles import READS_RETURNS, RoleName
from accounts.domain.row_level_security import PERSON, SqlStep, append_only, both, either, to_roles, wall

AUTHORITY = "register.authority"
READERS = to_roles(READS_RETURNS, "host_authority_id")
THEIRS = to_roles({RoleName.COMMISSIONER}, "authority_id")
# A council speaks to an office that asks it, and of itself.
ITS_OFFICE = "host_authority_id IN (SELECT m.host_authority_id FROM benchmarking_roundmember m)"

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
    *wall(
        "benchmarking_levermark",
        select=either(READERS, THEIRS),
        insert=both(THEIRS, f"said_by_id = {PERSON}", ITS_OFFICE),
    ),
    *append_only("benchmarking_levermark"),
)


def to(model: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model)


class Migration(migrations.Migration):
    dependencies = [("benchmarking", "0007_projects"), ("accounts", "0008_sealed_context")]

    operations = [
        migrations.AddField("benchmarkround", "providers_erased_at", models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            name="LeverMark",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("lever", models.CharField(max_length=30)),
                ("is_used", models.BooleanField()),
                ("said_at", models.DateTimeField()),
                ("host_authority", to(AUTHORITY)),
                ("authority", to(AUTHORITY)),
                ("said_by", to(settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ["-said_at", "id"]},
        ),
        migrations.AddIndex(
            "levermark",
            models.Index(fields=["host_authority", "lever", "authority"], name="lever_marks_of_an_office"),
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS),
    ]
