"""Market releases that are withdrawn, and the notice that the council reads in the place of the row it sees no more."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import SqlStep, append_only, either, to_roles, to_team, wall

before = import_module("markets.migrations.0015_market_release_wall")
NOTICE = "markets_marketwithdrawalnotice"
STATES = [
    ("drafted", "Waiting for approval"),
    ("rejected", "Sent back"),
    ("released", "Released"),
    ("withdrawn", "Withdrawn"),
]
REASONS = [
    ("error", "An error was found in it"),
    ("method", "It was not made by the method that was agreed"),
    ("too_early", "It was released too early"),
    ("wrong_table", "Another table was meant"),
    ("other", "Another reason"),
]
WITHDRAWING = "state, withdrawn_at, withdrawn_by_id, withdrawn_because, withdrawal_note"
FREEZE = f"""
CREATE OR REPLACE FUNCTION keep_market_releases_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    movable text[] := string_to_array('{before.DECIDING}', ', ');
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a release is never deleted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.state = 'released' AND NEW.state = 'withdrawn' THEN
        movable := string_to_array('{WITHDRAWING}', ', ');
    ELSIF OLD.state <> 'drafted' OR NEW.state = 'withdrawn' THEN
        RAISE EXCEPTION 'a release is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF to_jsonb(OLD) - movable <> to_jsonb(NEW) - movable THEN
        RAISE EXCEPTION 'a release is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""
STEPS = (
    SqlStep(FREEZE, before.FREEZE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
    *wall(NOTICE, select=either(to_team(), to_roles({RoleName.COMMISSIONER}, "authority_id")), insert=to_team()),
    *append_only(NOTICE),
)
APPROVED = ["released", "withdrawn"]


def says(name: str, condition: Q) -> migrations.AddConstraint:
    return migrations.AddConstraint("marketrelease", models.CheckConstraint(condition=condition, name=name))


class Migration(migrations.Migration):
    dependencies = [
        ("markets", "0026_places_wall"),
        ("register", "0006_programme_offices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            "marketrelease", "state", models.CharField(choices=STATES, default="drafted", max_length=12)
        ),
        migrations.AddField("marketrelease", "withdrawn_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "marketrelease",
            "withdrawn_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "marketrelease", "withdrawn_because", models.CharField(blank=True, choices=REASONS, max_length=20)
        ),
        migrations.AddField("marketrelease", "withdrawal_note", models.CharField(blank=True, max_length=500)),
        migrations.RemoveConstraint("marketrelease", "market_release_says_who_and_when"),
        says(
            "market_release_says_who_and_when",
            ~Q(state__in=APPROVED) | Q(approved_by__isnull=False, approved_at__isnull=False),
        ),
        says(
            "market_release_withdrawn_says_why",
            ~Q(state="withdrawn")
            | (
                ~Q(withdrawn_because="")
                & ~Q(withdrawal_note="")
                & Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False)
            ),
        ),
        says("market_release_withdrawn_by_another", Q(withdrawn_by__isnull=True) | ~Q(withdrawn_by=F("drafted_by"))),
        migrations.CreateModel(
            name="MarketWithdrawalNotice",
            fields=[
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="notice",
                        serialize=False,
                        to="markets.marketrelease",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("because", models.CharField(choices=REASONS, max_length=20)),
                ("released_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
            ],
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS),
    ]
