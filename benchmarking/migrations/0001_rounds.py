"""Rounds, the councils in them, what they agree to, and what they send."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("register", "0006_programme_offices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BenchmarkRound",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                ("host_name", models.CharField(max_length=200)),
                ("service", models.CharField(default="homecare", max_length=20)),
                ("reference_week", models.DateField()),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("headline_package", models.CharField(default="standard", max_length=30)),
                ("hypotheses", models.JSONField()),
                ("hypotheses_locked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("set_up", "Set up"),
                            ("open", "Open"),
                            ("checking", "Checking"),
                            ("locked", "Locked"),
                            ("released", "Released"),
                        ],
                        max_length=20,
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-reference_week", "name"],
            },
        ),
        migrations.CreateModel(
            name="RoundMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("council_name", models.CharField(max_length=200)),
                ("ons_code", models.CharField(max_length=12)),
                ("sub_region", models.CharField(max_length=20)),
                ("inner_outer", models.CharField(max_length=20)),
                ("delegate_name", models.CharField(max_length=150)),
                ("delegate_email", models.EmailField(max_length=254)),
                ("joined_at", models.DateTimeField()),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="benchmarking.benchmarkround"
                    ),
                ),
            ],
            options={
                "ordering": ["council_name", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReturnDraft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("typed", models.JSONField(default=dict)),
                ("prices", models.JSONField(default=list)),
                ("providers", models.JSONField(default=list)),
                ("explanations", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="benchmarking.benchmarkround"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="draft", to="benchmarking.roundmember"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MemberConsent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "block",
                    models.CharField(
                        choices=[
                            ("prices", "Prices: other members see what you pay, by name"),
                            ("practice", "Practice: other members see how you buy, by name"),
                            ("examples", "Examples: the toolkit may name you as an example"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_given", models.BooleanField()),
                ("said_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="benchmarking.benchmarkround"
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="benchmarking.roundmember",
                    ),
                ),
            ],
            options={
                "ordering": ["-said_at", "block"],
            },
        ),
        migrations.CreateModel(
            name="CouncilReturn",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("typed", models.JSONField(default=dict)),
                ("prices", models.JSONField(default=list)),
                ("providers", models.JSONField(default=list)),
                ("explanations", models.JSONField(default=dict)),
                ("number", models.PositiveIntegerField()),
                ("values", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="benchmarking.benchmarkround"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="benchmarking.roundmember",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.AddConstraint(
            model_name="benchmarkround",
            constraint=models.UniqueConstraint(fields=("host_authority", "name"), name="round_named_once"),
        ),
        migrations.AddConstraint(
            model_name="benchmarkround",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))), name="round_closes_after_it_opens"
            ),
        ),
        migrations.AddConstraint(
            model_name="benchmarkround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hypotheses_locked_at__isnull", True), ("state", "set_up")),
                    models.Q(models.Q(("state", "set_up"), _negated=True), ("hypotheses_locked_at__isnull", False)),
                    _connector="OR",
                ),
                name="round_opens_with_its_hypotheses_locked",
            ),
        ),
        migrations.AddConstraint(
            model_name="roundmember",
            constraint=models.UniqueConstraint(fields=("round", "authority"), name="round_asks_a_council_once"),
        ),
        migrations.AddConstraint(
            model_name="roundmember",
            constraint=models.UniqueConstraint(fields=("round", "ons_code"), name="round_has_an_ons_code_once"),
        ),
        migrations.AddConstraint(
            model_name="councilreturn",
            constraint=models.UniqueConstraint(fields=("member", "number"), name="council_return_numbered_once"),
        ),
        migrations.AddConstraint(
            model_name="councilreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="council_return_says_who_approved",
            ),
        ),
    ]
