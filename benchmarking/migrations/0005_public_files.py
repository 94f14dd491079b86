"""Public files with their figures, and queries of an office on a council's return."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("benchmarking", "0004_editions_wall"),
        ("register", "0007_ratings_with_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("msif", "MSIF provider fees (DHSC)"),
                            ("asc_fr", "ASC-FR data file (NHS England)"),
                            ("pss_ex1", "PSS-EX1 unit costs (HSCIC)"),
                            ("lg_inform", "LG Inform download (LGA)"),
                            ("population", "Population by age (ONS)"),
                        ],
                        max_length=20,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("read", "To be confirmed"),
                            ("kept", "Kept"),
                            ("discarded", "Discarded"),
                            ("set_aside", "Set aside"),
                        ],
                        default="read",
                        max_length=20,
                    ),
                ),
                ("as_of", models.DateField()),
                ("is_dated", models.BooleanField()),
                ("preview", models.JSONField()),
                ("pending", models.JSONField(default=list)),
                ("sent_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "settled_by",
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
                "ordering": ["-sent_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="PublicFigure",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "source_kind",
                    models.CharField(
                        choices=[("public_file", "Public file"), ("member", "Member’s answer"), ("derived", "Derived")],
                        max_length=20,
                    ),
                ),
                ("measure", models.CharField(max_length=60)),
                ("label", models.CharField(max_length=200)),
                ("unit", models.CharField(blank=True, max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fee_reported", "Fee reported"),
                            ("standard_rate", "Standard rate"),
                            ("spend_over_hours", "Spend over hours"),
                            ("amount", "Amount"),
                            ("indicator", "Indicator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("ons_code", models.CharField(max_length=12)),
                ("council", models.CharField(max_length=100)),
                (
                    "level",
                    models.CharField(choices=[("council", "council"), ("comparator", "comparator")], max_length=20),
                ),
                ("period", models.CharField(max_length=10)),
                ("standing", models.CharField(blank=True, max_length=20)),
                ("value", models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("sheet", models.CharField(blank=True, max_length=60)),
                ("row_number", models.PositiveIntegerField()),
                ("as_of", models.DateField()),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="benchmarking.publicfile",
                    ),
                ),
            ],
            options={
                "ordering": ["measure", "-period", "council", "id"],
            },
        ),
        migrations.CreateModel(
            name="CouncilQuery",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(blank=True, max_length=80)),
                ("label", models.CharField(max_length=300)),
                ("code", models.CharField(blank=True, max_length=10)),
                ("version_number", models.PositiveIntegerField()),
                ("words", models.CharField(max_length=1000)),
                ("due_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "With the council"), ("answered", "To be closed"), ("closed", "Closed")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=1000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("corrected", "The answer was corrected"),
                            ("explained", "The answer is right, and explained"),
                            ("withdrawn", "Withdrawn by the office"),
                        ],
                        max_length=20,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_version", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="queries",
                        to="benchmarking.roundmember",
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
                "verbose_name_plural": "council queries",
                "ordering": ["asked_at", "id"],
                "indexes": [models.Index(fields=["round", "state"], name="council_query_of_a_round")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="council_query_has_words"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="answered_council_query_has_an_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(models.Q(("outcome", ""), _negated=True), ("closed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="closed_council_query_has_an_outcome",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="publicfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "kept")), fields=("sha256",), name="public_file_kept_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", True), ("state", "read")),
                    models.Q(models.Q(("state", "read"), _negated=True), ("settled_at__isnull", False)),
                    _connector="OR",
                ),
                name="public_file_says_when_it_was_settled",
            ),
        ),
        migrations.AddIndex(
            model_name="publicfigure",
            index=models.Index(fields=["measure", "period", "ons_code"], name="public_figure_of_a_council"),
        ),
        migrations.AddConstraint(
            model_name="publicfigure",
            constraint=models.UniqueConstraint(
                fields=("file", "measure", "ons_code", "period", "standing"), name="public_figure_once_a_file"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__isnull", False), models.Q(("note", ""), _negated=True), _connector="OR"),
                name="no_figure_has_its_reason",
            ),
        ),
    ]
