"""Justifications, price indices and requests of calculations, with their walls; what else a calculation keeps."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import PERSON, append_only, both, to_roles, to_team, wall

ANALYSTS = to_roles({RoleName.ANALYST}, "authority_id")
# What an analyst typed is the team's; a worker makes what was asked for, and nobody else moves a request.
WALLS = (
    *wall("reports_justification", select=to_team(), insert=both(ANALYSTS, f"changed_by_id = {PERSON}")),
    *append_only("reports_justification"),
    *wall(
        "reports_priceindexedition",
        select=to_team(),
        insert=both(ANALYSTS, f"made_by_id = {PERSON}"),
        update=ANALYSTS,
    ),
    *wall("reports_calculationrequest", select=to_team(), insert=both(ANALYSTS, f"received_by_id = {PERSON}")),
)


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0002_wall"),
        ("reports", "0004_decided_at_review"),
        ("reports", "0004_groups_of_returns"),
        ("submissions", "0004_received_stays"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalculationRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Waiting for a worker"),
                            ("working", "Being worked out"),
                            ("done", "Made"),
                            ("refused", "Not made"),
                            ("failed", "Failed"),
                        ],
                        default="received",
                        max_length=20,
                    ),
                ),
                ("terms", models.JSONField()),
                ("seen", models.JSONField()),
                ("words", models.TextField(blank=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("received_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-received_at"],
            },
        ),
        migrations.CreateModel(
            name="Justification",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("roo_words", models.TextField(blank=True)),
                ("roc_words", models.TextField(blank=True)),
                ("method_words", models.TextField(blank=True)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="PriceIndexEdition",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("key", models.CharField(max_length=100)),
                ("number", models.PositiveIntegerField()),
                ("values", models.JSONField()),
                ("came_from", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["key", "-number"],
            },
        ),
        migrations.AddField(
            model_name="calculation",
            name="terms",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="calculationreturn",
            name="left_out_at_review",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="calculationreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_out_at_review", False), ("is_used", False), _connector="OR"),
                name="left_out_at_review_is_not_used",
            ),
        ),
        migrations.AddField(
            model_name="calculationrequest",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
            ),
        ),
        migrations.AddField(
            model_name="calculationrequest",
            name="calculation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reports.calculation",
            ),
        ),
        migrations.AddField(
            model_name="calculationrequest",
            name="exercise",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.exercise"
            ),
        ),
        migrations.AddField(
            model_name="calculationrequest",
            name="received_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="justification",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
            ),
        ),
        migrations.AddField(
            model_name="justification",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="justification",
            name="exercise",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.exercise"
            ),
        ),
        migrations.AddField(
            model_name="priceindexedition",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
            ),
        ),
        migrations.AddField(
            model_name="priceindexedition",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="priceindexedition",
            name="undone_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="calculationrequest",
            index=models.Index(fields=["state", "claimed_at"], name="calculation_request_state"),
        ),
        migrations.AddConstraint(
            model_name="justification",
            constraint=models.UniqueConstraint(fields=("exercise", "number"), name="justification_numbered_once"),
        ),
        migrations.AddConstraint(
            model_name="priceindexedition",
            constraint=models.UniqueConstraint(fields=("authority", "key", "number"), name="price_index_numbered_once"),
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in WALLS),
    ]
