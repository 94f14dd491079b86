"""Erasures, retention, the trail's seals and sessions, behind their wall; and the doors through which words are erased.

The trail goes on refusing every change, but for one: its words may be emptied by a function of the owner's, where a row
of accounts_erasedwords says so. The function asks whether an erasure is at work, and is the worker's alone.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain import sealed_context
from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import WORKER, SqlStep, append_only, door, to_roles, wall

READERS = to_roles({RoleName.ADMINISTRATOR, RoleName.AUDITOR})
ADMINISTRATORS = to_roles({RoleName.ADMINISTRATOR})
GROWING = ("accounts_erasedwords", "accounts_auditseal")
KEEP_THE_TRAIL = """
CREATE FUNCTION keep_trail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.words = '' AND to_jsonb(NEW) - 'words' = to_jsonb(OLD) - 'words'
        AND EXISTS (SELECT FROM accounts_erasedwords WHERE event_id = OLD.id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""
TRIGGER = (
    "DROP TRIGGER append_only ON accounts_auditevent; CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "
    "accounts_auditevent FOR EACH ROW EXECUTE FUNCTION {}()"
)
ERASE_WORDS = """
CREATE FUNCTION erase_trail_words(erasing uuid, events uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone integer;
BEGIN
    IF NOT EXISTS (SELECT FROM accounts_erasure WHERE id = erasing AND state = 'working') THEN
        RAISE EXCEPTION 'no such erasure is at work' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO accounts_erasedwords (event_id, erasure_id, at)
        SELECT id, erasing, now() FROM accounts_auditevent WHERE id = ANY (events) AND words <> ''
        ON CONFLICT DO NOTHING;
    UPDATE accounts_auditevent SET words = '' WHERE id = ANY (events) AND words <> '';
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$
"""
ERASE_OLD_WORDS = """
CREATE FUNCTION erase_old_trail_words(before timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone integer;
BEGIN
    IF NOT EXISTS (SELECT FROM accounts_retentionrun WHERE finished_at IS NULL AND due_on <= CURRENT_DATE
        AND (plan -> 'trail_words' ->> 'before')::timestamptz >= before) THEN
        RAISE EXCEPTION 'nothing of the trail is due' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO accounts_erasedwords (event_id, erasure_id, at)
        SELECT id, NULL, now() FROM accounts_auditevent WHERE at < before AND words <> '' ON CONFLICT DO NOTHING;
    UPDATE accounts_auditevent SET words = '' WHERE at < before AND words <> '';
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$
"""
ERASE_SIGN_IN = """
CREATE FUNCTION erase_sign_in(erased uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone integer;
BEGIN
    IF NOT EXISTS (SELECT FROM accounts_erasure WHERE state = 'working') THEN
        RAISE EXCEPTION 'no erasure is at work' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM account_emailconfirmation WHERE email_address_id IN (
        SELECT id FROM account_emailaddress WHERE user_id = erased);
    DELETE FROM account_emailaddress WHERE user_id = erased;
    DELETE FROM django_session WHERE session_key IN (
        SELECT session_key FROM accounts_personsession WHERE person_id = erased);
    DELETE FROM mfa_authenticator WHERE user_id = erased;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$
"""
# A database that is older than the functions that policies ask has them from here on; see also 0008.
ASKED = (sealed_context.OF_BEFORE, *(SqlStep(step.sql, "") for step in sealed_context.STEPS))
STEPS = (
    *wall("accounts_erasure", select=READERS, insert=ADMINISTRATORS, update=ADMINISTRATORS),
    *wall("accounts_erasedwords", select=READERS),
    *wall("accounts_auditseal", select=READERS),
    *wall("accounts_retentionrun", select=READERS),
    *(step for table in GROWING for step in append_only(table)),
    SqlStep(KEEP_THE_TRAIL, "DROP FUNCTION keep_trail()"),
    SqlStep(TRIGGER.format("keep_trail"), TRIGGER.format("refuse_append_only")),
    door(ERASE_WORDS, "erase_trail_words(uuid, uuid[])", WORKER),
    door(ERASE_OLD_WORDS, "erase_old_trail_words(timestamptz)", WORKER),
    door(ERASE_SIGN_IN, "erase_sign_in(uuid)", WORKER),
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_try_counts"),
    ]

    operations = [
        *(migrations.RunSQL(step.sql, migrations.RunSQL.noop) for step in ASKED),
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("due_on", models.DateField(unique=True)),
                ("plan", models.JSONField()),
                ("told_at", models.DateTimeField()),
                ("counts", models.JSONField(default=dict)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-due_on"],
            },
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("position", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("words_digest", models.CharField(max_length=64)),
                ("previous", models.CharField(max_length=64, unique=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seal", to="accounts.auditevent"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("provider", "provider"), ("person", "person")], max_length=10)),
                ("subject_id", models.UUIDField(db_index=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for a second administrator"),
                            ("consented", "Waits for a worker"),
                            ("working", "Being erased"),
                            ("done", "Erased"),
                            ("taken_back", "Taken back"),
                        ],
                        default="asked",
                        max_length=12,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=100)),
                ("asked_at", models.DateTimeField()),
                ("consented_at", models.DateTimeField(blank=True, null=True)),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("step", models.PositiveSmallIntegerField(default=0)),
                ("counts", models.JSONField(default=dict)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consented_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at"],
            },
        ),
        migrations.CreateModel(
            name="ErasedWords",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="accounts.auditevent",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "erasure",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.erasure"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PersonSession",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("session_key", models.CharField(max_length=40, unique=True)),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("browser", models.CharField(blank=True, max_length=300)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-seen_at"],
            },
        ),
        migrations.CreateModel(
            name="RetentionRule",
            fields=[
                ("kind", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("days", models.PositiveIntegerField(blank=True, null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["asked", "consented", "working"])),
                fields=("subject_id",),
                name="erased_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("consented_by__isnull", True),
                    models.Q(("consented_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="erasure_consented_by_another",
            ),
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS),
    ]
