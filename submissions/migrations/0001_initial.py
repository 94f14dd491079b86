"""The register, exercises, and returns."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Authority",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("cqc_name", models.CharField(max_length=200, unique=True)),
            ],
            options={
                "verbose_name_plural": "authorities",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Owner",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("cqc_brand_id", models.CharField(blank=True, max_length=40, null=True, unique=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Exercise",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "service",
                    models.CharField(choices=[("homecare", "Homecare"), ("care_home", "Care home")], max_length=20),
                ),
                ("name", models.CharField(max_length=200)),
                ("price_date", models.DateField()),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("weeks", models.DecimalField(decimal_places=3, default=52, max_digits=6)),
                (
                    "preset",
                    models.CharField(
                        choices=[("protected", "Protected"), ("statutory", "Statutory table")], max_length=20
                    ),
                ),
                ("bands", models.JSONField(blank=True, default=dict)),
                ("headline", models.CharField(default="median_of_returns", max_length=20)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exercises",
                        to="submissions.authority",
                    ),
                ),
            ],
            options={
                "ordering": ["-closes_on", "name"],
            },
        ),
        migrations.CreateModel(
            name="Location",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("cqc_location_id", models.CharField(max_length=40, unique=True)),
                ("postcode", models.CharField(blank=True, max_length=12)),
                ("region", models.CharField(blank=True, max_length=60)),
                ("is_homecare", models.BooleanField(default=False)),
                ("is_care_home", models.BooleanField(default=False)),
                ("has_nursing", models.BooleanField(default=False)),
                ("is_without_nursing", models.BooleanField(default=False)),
                ("is_for_older_people", models.BooleanField(default=False)),
                ("is_dormant", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("beds", models.PositiveIntegerField(blank=True, null=True)),
                ("rating", models.CharField(blank=True, max_length=40)),
                ("listed_on", models.DateField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="locations",
                        to="submissions.authority",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Provider",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("cqc_provider_id", models.CharField(max_length=40, unique=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="providers", to="submissions.owner"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("location_name", models.CharField(max_length=200)),
                ("provider_name", models.CharField(max_length=200)),
                (
                    "eligibility",
                    models.CharField(
                        choices=[("in_scope", "In scope"), ("not_relevant", "Not relevant")],
                        default="in_scope",
                        max_length=20,
                    ),
                ),
                ("eligibility_reason", models.CharField(blank=True, max_length=300)),
                ("weight", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("zone", models.CharField(blank=True, max_length=100)),
                ("size_band", models.CharField(blank=True, max_length=60)),
                ("is_contracted", models.BooleanField(blank=True, null=True)),
                ("extended_until", models.DateField(blank=True, null=True)),
                ("extension_reason", models.CharField(blank=True, max_length=300)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.authority"
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="submissions.exercise",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="submissions.location",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.owner"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="submissions.provider",
                    ),
                ),
            ],
            options={
                "ordering": ["location_name"],
            },
        ),
        migrations.AddField(
            model_name="location",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="locations", to="submissions.provider"
            ),
        ),
        migrations.CreateModel(
            name="ContactPerson",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("full_name", models.CharField(max_length=200)),
                ("job", models.CharField(blank=True, max_length=100)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("locations", models.ManyToManyField(related_name="people", to="submissions.location")),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people", to="submissions.provider"
                    ),
                ),
            ],
            options={
                "ordering": ["full_name"],
            },
        ),
        migrations.CreateModel(
            name="RegisterImport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("directory", "CQC directory"), ("council_list", "Council’s own list")], max_length=20
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Waiting to be read"),
                            ("reading", "Being read"),
                            ("ready", "Ready to check"),
                            ("confirmed", "Waiting to be applied"),
                            ("applying", "Being applied"),
                            ("done", "Applied"),
                            ("refused", "Cannot be used"),
                            ("failed", "Failed"),
                            ("discarded", "Discarded"),
                        ],
                        default="received",
                        max_length=20,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                ("preview", models.JSONField(blank=True, default=dict)),
                ("plan_sha256", models.CharField(blank=True, max_length=64)),
                ("words", models.TextField(blank=True)),
                ("rows_read", models.PositiveIntegerField(default=0)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("received_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="submissions.authority",
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="submissions.exercise",
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
            name="Return",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("in_progress", "In progress"),
                            ("submitted", "Submitted"),
                            ("accepted", "Accepted"),
                            ("excluded", "Left out"),
                        ],
                        default="not_started",
                        max_length=20,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("declared_by_name", models.CharField(blank=True, max_length=200)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_reason", models.CharField(blank=True, max_length=500)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.authority"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.exercise"
                    ),
                ),
                (
                    "participation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submission",
                        to="submissions.participation",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.provider"
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=10)),
                ("key", models.CharField(blank=True, max_length=80)),
                ("value", models.TextField(blank=True)),
                ("reason", models.CharField(max_length=40)),
                ("words", models.CharField(max_length=1000)),
                ("explained_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.authority"
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.exercise"
                    ),
                ),
                (
                    "explained_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.provider"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explanations",
                        to="submissions.return",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("file_name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                ("received_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("claimed", "claimed"),
                            ("done", "done"),
                            ("failed", "failed"),
                        ],
                        default="received",
                        max_length=20,
                    ),
                ),
                (
                    "station",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reading", "reading"),
                            ("checking", "checking"),
                            ("costing", "costing"),
                            ("done", "done"),
                        ],
                        max_length=20,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("reference", models.CharField(max_length=20, unique=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.authority"
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.exercise"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.provider"
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uploads", to="submissions.return"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("form_service", models.CharField(blank=True, max_length=20)),
                ("form_version", models.CharField(blank=True, max_length=20)),
                ("answers", models.JSONField(default=dict)),
                ("layer", models.PositiveSmallIntegerField()),
                ("is_accepted", models.BooleanField()),
                ("costs", models.JSONField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.authority"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.exercise"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.provider"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="submissions.return"
                    ),
                ),
                (
                    "upload",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="version",
                        to="submissions.upload",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.AddField(
            model_name="return",
            name="current",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="submissions.version",
            ),
        ),
        migrations.CreateModel(
            name="VersionFinding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=10)),
                ("layer", models.PositiveSmallIntegerField()),
                (
                    "severity",
                    models.CharField(
                        choices=[("must_fix", "must_fix"), ("explain", "explain"), ("note", "note")], max_length=10
                    ),
                ),
                (
                    "audience",
                    models.CharField(choices=[("provider", "provider"), ("analyst", "analyst")], max_length=10),
                ),
                ("key", models.CharField(blank=True, max_length=80)),
                ("sheet", models.CharField(blank=True, max_length=80)),
                ("cell", models.CharField(blank=True, max_length=20)),
                ("label", models.CharField(blank=True, max_length=300)),
                ("read", models.TextField(blank=True)),
                ("expected", models.TextField(blank=True)),
                ("message", models.TextField()),
                ("fix", models.TextField(blank=True)),
                ("guess", models.CharField(blank=True, max_length=60)),
                ("value", models.TextField(blank=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.authority"
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.exercise"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.provider"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="submissions.version"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.AddConstraint(
            model_name="exercise",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))), name="exercise_closes_after_it_opens"
            ),
        ),
        migrations.AddConstraint(
            model_name="exercise",
            constraint=models.UniqueConstraint(fields=("authority", "name"), name="exercise_named_once"),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(fields=("exercise", "location"), name="location_takes_part_once"),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("eligibility", "in_scope"), models.Q(("eligibility_reason", ""), _negated=True), _connector="OR"
                ),
                name="not_relevant_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__isnull", True), ("weight__gte", 0), _connector="OR"),
                name="weight_is_not_negative",
            ),
        ),
        migrations.AddIndex(
            model_name="location",
            index=models.Index(fields=["authority", "is_homecare"], name="submissions_authori_17260b_idx"),
        ),
        migrations.AddConstraint(
            model_name="registerimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("exercise__isnull", True), ("kind", "directory")),
                    models.Q(("exercise__isnull", False), ("kind", "council_list")),
                    _connector="OR",
                ),
                name="council_list_is_for_an_exercise",
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.UniqueConstraint(fields=("submission", "code", "key"), name="explained_once"),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="explanation_has_words"
            ),
        ),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(fields=["state", "claimed_at"], name="submissions_state_34360b_idx"),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.UniqueConstraint(fields=("submission", "number"), name="upload_numbered_once"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("submission", "number"), name="version_numbered_once"),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "excluded"), _negated=True),
                    models.Q(("decision_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="exclusion_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["not_started", "in_progress"]),
                    models.Q(("current__isnull", False), ("submitted_at__isnull", False)),
                    _connector="OR",
                ),
                name="submitted_return_has_a_version",
            ),
        ),
    ]
