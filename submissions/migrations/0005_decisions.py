"""Lines that are left out and answers that are adjusted; and from which reason of the list a return is left out.

Lines and answers are the independent team's alone: neither provider nor council learns of them.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import to_roles, to_team, wall

ANALYSTS = to_roles({RoleName.ANALYST}, "authority_id")
WALLS = (
    *wall("submissions_linedecision", select=to_team(), insert=ANALYSTS, update=ANALYSTS),
    *wall("submissions_adjustment", select=to_team(), insert=ANALYSTS, update=ANALYSTS),
)


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0002_wall"),
        ("submissions", "0004_received_stays"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="return",
            name="decision_code",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reason", models.CharField(max_length=40)),
                ("words", models.CharField(max_length=500)),
                ("decided_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                ("key", models.CharField(max_length=80)),
                ("submitted", models.CharField(blank=True, max_length=1000)),
                ("adjusted", models.CharField(max_length=1000)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="submissions.return"
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.version"
                    ),
                ),
            ],
            options={
                "ordering": ["decided_at", "key"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at__isnull", True)),
                        fields=("submission", "key"),
                        name="answer_adjusted_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), _negated=True),
                            models.Q(("adjusted", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="adjustment_says_what_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LineDecision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reason", models.CharField(max_length=40)),
                ("words", models.CharField(max_length=500)),
                ("decided_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                ("line", models.CharField(max_length=80)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="submissions.return"
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.version"
                    ),
                ),
            ],
            options={
                "ordering": ["decided_at", "line"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at__isnull", True)),
                        fields=("submission", "line"),
                        name="line_left_out_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("line", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="line_decision_says_what_and_why",
                    ),
                ],
            },
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS),
    ]
