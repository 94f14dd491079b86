"""Papers on what a change means for money and staff, or for equality and human rights."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("markets", "0022_evaluations_wall"),
        ("register", "0007_ratings_with_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImpactPaper",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("resource", "Resource and financial impact"),
                            ("equality", "Equality and human rights impact"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("option", models.CharField(blank=True, max_length=60)),
                ("sections", models.JSONField(default=dict)),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                ("document", models.JSONField(blank=True, null=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "appraisal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="markets.optionsappraisal"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "payment_run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="markets.paymentrun",
                    ),
                ),
                (
                    "scenario",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="markets.feescenario",
                    ),
                ),
                (
                    "zone_plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="markets.zoneplanrow",
                    ),
                ),
            ],
            options={
                "ordering": ["-changed_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("frozen_at__isnull", True), models.Q(("digest", ""), _negated=True), _connector="OR"
                        ),
                        name="paper_frozen_with_a_digest",
                    )
                ],
            },
        ),
    ]
