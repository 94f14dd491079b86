"""Options held against criteria, and the dual register of risks."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("markets", "0016_own_visits_wall"),
        ("register", "0007_ratings_with_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MarketRisk",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "side",
                    models.CharField(
                        choices=[("service", "Of the service"), ("project", "Of the project")], max_length=10
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("owner", models.CharField(blank=True, max_length=150)),
                ("likelihood", models.PositiveSmallIntegerField()),
                ("impact", models.PositiveSmallIntegerField()),
                ("mitigation", models.TextField(blank=True, max_length=2000)),
                ("first_sign", models.CharField(blank=True, max_length=200)),
                ("measure", models.CharField(blank=True, max_length=40)),
                (
                    "sign_rule",
                    models.CharField(blank=True, choices=[("above", "Above"), ("below", "Below")], max_length=10),
                ),
                ("threshold", models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
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
            ],
            options={
                "ordering": ["side", "title", "id"],
            },
        ),
        migrations.CreateModel(
            name="OptionsAppraisal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("name", models.CharField(max_length=120)),
                ("question", models.TextField(blank=True, max_length=2000)),
                ("options", models.JSONField()),
                ("criteria", models.JSONField()),
                ("weights", models.JSONField(default=dict)),
                ("weights_set_at", models.DateTimeField(blank=True, null=True)),
                ("phases", models.JSONField(default=list)),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
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
            ],
            options={
                "ordering": ["-changed_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="AppraisalScore",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("option", models.CharField(max_length=60)),
                ("criterion", models.CharField(max_length=60)),
                ("points", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(max_length=500)),
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
                    "appraisal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="markets.optionsappraisal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RiskChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("likelihood", models.PositiveSmallIntegerField()),
                ("impact", models.PositiveSmallIntegerField()),
                ("words", models.CharField(blank=True, max_length=300)),
                ("changed_at", models.DateTimeField()),
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
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="markets.marketrisk"
                    ),
                ),
            ],
            options={
                "ordering": ["-changed_at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="marketrisk",
            constraint=models.CheckConstraint(
                condition=models.Q(("likelihood__range", (1, 5))), name="risk_is_likely_one_to_five"
            ),
        ),
        migrations.AddConstraint(
            model_name="marketrisk",
            constraint=models.CheckConstraint(
                condition=models.Q(("impact__range", (1, 5))), name="risk_is_grave_one_to_five"
            ),
        ),
        migrations.AddConstraint(
            model_name="optionsappraisal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("frozen_at__isnull", True), models.Q(("digest", ""), _negated=True), _connector="OR"
                ),
                name="appraisal_frozen_with_a_digest",
            ),
        ),
        migrations.AddConstraint(
            model_name="appraisalscore",
            constraint=models.UniqueConstraint(
                models.F("appraisal"),
                models.F("option"),
                models.F("criterion"),
                name="option_is_scored_once_a_criterion",
            ),
        ),
        migrations.AddConstraint(
            model_name="appraisalscore",
            constraint=models.CheckConstraint(condition=models.Q(("points__lte", 5)), name="score_is_five_at_most"),
        ),
    ]
