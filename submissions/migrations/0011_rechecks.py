"""Returns that are checked again, and those whose findings are others then; the independent team's alone."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import PERSON, both, to_roles, to_team, wall

ANALYSTS = to_roles({RoleName.ANALYST}, "authority_id")
TEAM = to_team()
# What is found is written by the worker; an analyst may stop it.
WALLS = (
    *wall("submissions_recheck", select=TEAM, insert=both(ANALYSTS, f"received_by_id = {PERSON}"), update=ANALYSTS),
    *wall("submissions_recheckedreturn", select=TEAM),
)


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0002_wall"),
        ("submissions", "0010_counts_of_a_region"),
        ("accounts", "0008_sealed_context"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Recheck",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Waiting for a worker"),
                            ("working", "Being checked"),
                            ("done", "Checked"),
                            ("stopped", "Stopped"),
                            ("failed", "Failed"),
                        ],
                        default="received",
                        max_length=20,
                    ),
                ),
                ("bands", models.JSONField(default=dict)),
                ("total", models.PositiveIntegerField()),
                ("checked", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("unknown", models.PositiveIntegerField(default=0)),
                ("reached", models.UUIDField(blank=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("received_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.exercise"
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-received_at"],
            },
        ),
        migrations.CreateModel(
            name="RecheckedReturn",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("gone", models.JSONField(default=list)),
                ("new", models.JSONField(default=list)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.exercise"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.provider"
                    ),
                ),
                (
                    "recheck",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="returns", to="submissions.recheck"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.return"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.version"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="recheck",
            index=models.Index(fields=["state", "claimed_at"], name="recheck_state"),
        ),
        migrations.AddConstraint(
            model_name="recheck",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["received", "working"])),
                fields=("exercise",),
                name="rechecked_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="recheckedreturn",
            constraint=models.UniqueConstraint(fields=("recheck", "submission"), name="rechecked_once"),
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS),
    ]
