"""What was received when a calculation was made; what stood before approvers; releases that are withdrawn.

The notice of a withdrawn release is read by those who could read the release, whose row they see no more.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from accounts.domain.roles import COUNCIL_ROLES, PROVIDER_ROLES, RoleName
from accounts.domain.row_level_security import SqlStep, both, either, to_roles, to_team, wall

before = import_module("reports.migrations.0002_wall")
TABLE = "reports_withdrawalnotice"
REASONS = [
    ("error", "An error was found in it"),
    ("method", "It was not made by the method that was agreed"),
    ("too_early", "It was released too early"),
    ("wrong_table", "Another table was meant"),
    ("other", "Another reason"),
]
STATES = [
    ("drafted", "Waiting for approval"),
    ("rejected", "Sent back"),
    ("released", "Released"),
    ("superseded", "Superseded"),
    ("withdrawn", "Withdrawn"),
]
MOVES = "('drafted', 'rejected'), ('drafted', 'released'), ('released', 'superseded')"
NOW = f"{MOVES}, ('released', 'withdrawn'), ('superseded', 'withdrawn')"
WITHDRAWING = """    IF NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn' THEN
        movable := movable || ARRAY['withdrawn_at', 'withdrawn_by_id', 'withdrawn_because', 'withdrawal_note'];
    END IF;
    IF to_jsonb(OLD)"""


def frozen(moves: str, withdrawing: str) -> str:
    """Return the function of 0002 with these moves, which reads them from what is in force today."""
    sql = before.FREEZE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(before.PERMITTED, moves)
    return sql.replace("    IF to_jsonb(OLD)", withdrawing)


FREEZE = """
CREATE FUNCTION keep_notices_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.told_at IS NOT NULL OR to_jsonb(OLD) - 'told_at' <> to_jsonb(NEW) - 'told_at' THEN
        RAISE EXCEPTION 'a notice is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""
STEPS = (
    SqlStep(frozen(NOW, WITHDRAWING), frozen(MOVES, "    IF to_jsonb(OLD)")),
    *wall(
        TABLE,
        select=either(
            to_team(),
            to_roles(COUNCIL_ROLES, "authority_id"),
            to_roles({RoleName.ADMINISTRATOR}),
            both(to_roles(PROVIDER_ROLES), "was_standing"),
        ),
        insert=to_team(),
    ),
    SqlStep(FREEZE, "DROP FUNCTION keep_notices_frozen()"),
    SqlStep(
        f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION keep_notices_frozen()",
        f"DROP TRIGGER frozen ON {TABLE}",
    ),
)
APPROVED = ["released", "superseded", "withdrawn"]
CONSTRAINTS = (
    models.CheckConstraint(
        condition=~Q(state__in=APPROVED) | Q(approved_by__isnull=False, approved_at__isnull=False),
        name="released_only_when_approved",
    ),
    models.CheckConstraint(
        condition=~Q(state__in=APPROVED) | Q(for_publication=True) | Q(first_approved_by__isnull=False),
        name="what_is_not_for_publication_is_approved_twice",
    ),
)


def someone() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
    )


def whose(model: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model)


class Migration(migrations.Migration):
    dependencies = [("reports", "0008_ledger_elsewhere"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField("calculation", "returns_received", models.PositiveIntegerField(blank=True, null=True)),
        migrations.AddField(
            "calculation",
            "weight_received",
            models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
        ),
        migrations.AddField("releasereview", "preview", models.JSONField(default=list)),
        migrations.AlterField("release", "state", models.CharField(choices=STATES, default="drafted", max_length=20)),
        migrations.AddField("release", "withdrawn_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("release", "withdrawn_by", someone()),
        migrations.AddField(
            "release", "withdrawn_because", models.CharField(blank=True, choices=REASONS, max_length=20)
        ),
        migrations.AddField("release", "withdrawal_note", models.CharField(blank=True, max_length=500)),
        *(
            step
            for constraint in CONSTRAINTS
            for step in (
                migrations.RemoveConstraint("release", constraint.name),
                migrations.AddConstraint("release", constraint),
            )
        ),
        migrations.AddConstraint(
            "release",
            models.CheckConstraint(
                condition=Q(
                    ~Q(withdrawn_because="") & ~Q(withdrawal_note=""),
                    state="withdrawn",
                    withdrawn_by__isnull=False,
                    withdrawn_at__isnull=False,
                )
                | (~Q(state="withdrawn") & Q(withdrawn_because="", withdrawn_by=None, withdrawn_at=None)),
                name="withdrawn_says_why_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            "release",
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True) | ~Q(withdrawn_by=F("drafted_by")),
                name="withdrawn_by_a_second_person",
            ),
        ),
        migrations.CreateModel(
            name="WithdrawalNotice",
            fields=[
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="notice",
                        serialize=False,
                        to="reports.release",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("because", models.CharField(choices=REASONS, max_length=20)),
                ("was_standing", models.BooleanField()),
                ("released_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("exercise", whose("register.exercise")),
                ("authority", whose("register.authority")),
            ],
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS),
    ]
