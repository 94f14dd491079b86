"""Workbooks that the independent team takes in itself, and the layouts that it has learnt: for the team alone.

A provider may send one, as it is, and then sees it no more than the council does.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import either, to_provider, to_roles, to_team, wall

ANALYSTS = to_roles({RoleName.ANALYST}, "authority_id")
TEAM = to_team()
WALLS = (
    *wall("submissions_intakefolder", select=TEAM, insert=ANALYSTS, update=ANALYSTS),
    *wall("submissions_intakeworkbook", select=TEAM, insert=either(ANALYSTS, to_provider()), update=ANALYSTS),
    *wall("submissions_rememberedlayout", select=TEAM, insert=ANALYSTS, update=ANALYSTS),
)


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0002_wall"),
        ("submissions", "0007_kept_figures"),
        ("accounts", "0002_wall"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IntakeFolder",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("file_name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
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
                ("words", models.TextField(blank=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("received_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("chosen", models.JSONField(blank=True, default=dict)),
                ("hands_in", models.BooleanField(default=False)),
                ("files_read", models.PositiveIntegerField(default=0)),
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
            name="RememberedLayout",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "service",
                    models.CharField(
                        choices=[("homecare", "Home care: cost return"), ("care_home", "Care home: cost return")],
                        max_length=20,
                    ),
                ),
                ("form_version", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=200)),
                ("fingerprint", models.CharField(max_length=64)),
                ("document", models.JSONField()),
                ("confirmed_at", models.DateTimeField()),
                ("times_used", models.PositiveIntegerField(default=0)),
                ("forgotten_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
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
                "ordering": ["-confirmed_at"],
            },
        ),
        migrations.CreateModel(
            name="IntakeWorkbook",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("file_name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
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
                ("words", models.TextField(blank=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("received_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "waiting_for",
                    models.CharField(
                        blank=True,
                        choices=[("location", "Location unknown: choose it"), ("mapping", "Needs mapping")],
                        default="",
                        max_length=20,
                    ),
                ),
                ("hands_in", models.BooleanField(default=False)),
                ("mapping", models.JSONField(blank=True, default=list)),
                ("confirmations", models.PositiveSmallIntegerField(blank=True, null=True)),
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
                    "folder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workbooks",
                        to="submissions.intakefolder",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.participation",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.provider",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "upload",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intake",
                        to="submissions.upload",
                    ),
                ),
                (
                    "layout",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="submissions.rememberedlayout",
                    ),
                ),
            ],
            options={
                "ordering": ["-received_at", "file_name"],
            },
        ),
        migrations.AddConstraint(
            model_name="rememberedlayout",
            constraint=models.UniqueConstraint(
                condition=models.Q(("forgotten_at", None)),
                fields=("authority", "service", "form_version", "fingerprint"),
                name="layout_remembered_once",
            ),
        ),
        migrations.AddIndex(
            model_name="intakeworkbook",
            index=models.Index(fields=["exercise", "sha256"], name="submissions_exercis_7fc5ee_idx"),
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS),
    ]
