"""An office writes levers version by version; a second person decides on each, and nothing else of it changes."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from accounts.domain.roles import READS_RETURNS, RoleName
from accounts.domain.row_level_security import PERSON, SqlStep, both, either, to_roles, wall

AUTHORITY = "register.authority"
READERS = to_roles(READS_RETURNS, "host_authority_id")
OTHERS = to_roles({RoleName.ENGAGEMENT_OFFICER, RoleName.REGIONAL_LEAD}, "host_authority_id")
# A council reads the toolkit of an office that asks it: its own memberships are all that it sees of rounds.
ASKED = both(
    to_roles({RoleName.COMMISSIONER}),
    "host_authority_id IN (SELECT m.host_authority_id FROM benchmarking_roundmember m)",
)
# What a second person decides is written once, and by nobody for another.
KEEP = """
CREATE FUNCTION keep_lever_versions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE decided text[] := ARRAY['decision', 'decided_at', 'decided_by_id', 'decision_note'];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.decision = '' AND (to_jsonb(OLD) - decided) = (to_jsonb(NEW) - decided)
           AND (current_user <> 'portal_web' OR NEW.decided_by_id = wall_person()) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a version of a lever never changes' USING ERRCODE = 'insufficient_privilege';
END $$
"""
TRIGGER = """
CREATE TRIGGER keep_lever_versions BEFORE UPDATE OR DELETE ON benchmarking_leverversion
FOR EACH ROW EXECUTE FUNCTION keep_lever_versions()
"""
STEPS = (
    *wall(
        "benchmarking_leverversion",
        select=either(READERS, both(either(OTHERS, ASKED), "decision = 'approved'")),
        insert=both(to_roles({RoleName.ANALYST}, "host_authority_id"), f"made_by_id = {PERSON}", "decision = ''"),
        update=READERS,
    ),
    SqlStep(KEEP, "DROP FUNCTION keep_lever_versions()"),
    SqlStep(TRIGGER, "DROP TRIGGER keep_lever_versions ON benchmarking_leverversion"),
)


def to(model: str, **options: bool) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model, **options)


class Migration(migrations.Migration):
    dependencies = [("benchmarking", "0008_retention_and_levers")]

    operations = [
        migrations.CreateModel(
            name="LeverVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("lever", models.CharField(max_length=30)),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=150)),
                ("aims", models.CharField(max_length=60)),
                ("what", models.TextField(max_length=1000)),
                ("first_step", models.TextField(blank=True, max_length=500)),
                ("cost", models.CharField(max_length=200)),
                ("risks", models.TextField(blank=True, max_length=500)),
                ("evidence", models.JSONField(default=list)),
                ("is_retired", models.BooleanField(default=False)),
                ("why", models.CharField(max_length=300)),
                ("made_at", models.DateTimeField()),
                (
                    "decision",
                    models.CharField(
                        blank=True, choices=[("approved", "Approved"), ("sent_back", "Sent back")], max_length=10
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_note", models.CharField(blank=True, max_length=300)),
                ("host_authority", to(AUTHORITY)),
                ("made_by", to(settings.AUTH_USER_MODEL)),
                ("decided_by", to(settings.AUTH_USER_MODEL, blank=True, null=True)),
            ],
            options={
                "ordering": ["lever", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["host_authority", "lever", "number"], name="lever_version_numbered_once"
                    ),
                    models.CheckConstraint(condition=Q(number__gt=0), name="lever_version_follows_the_shipped"),
                    models.CheckConstraint(condition=~Q(why=""), name="lever_version_says_why"),
                    models.CheckConstraint(
                        condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("made_by")),
                        name="lever_version_decided_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=Q(decision="") | Q(decided_by__isnull=False, decided_at__isnull=False),
                        name="lever_version_says_who_decided",
                    ),
                    models.CheckConstraint(
                        condition=~Q(decision="sent_back") | ~Q(decision_note=""),
                        name="lever_version_sent_back_says_why",
                    ),
                ],
            },
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS),
    ]
