"""Entries that were put right, and old logs on their way in; those are for the side that brings them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.wall import wall
from engagement.domain.walls import OWN_SIDE

WALL = wall("engagement_logimport", select=OWN_SIDE, insert=OWN_SIDE, update=OWN_SIDE)


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0007_wall_around_one_to_ones"),
        ("submissions", "0010_wall_around_colleagues"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="engagement.contact",
            ),
        ),
        migrations.CreateModel(
            name="LogImport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "side",
                    models.CharField(choices=[("team", "Independent team"), ("council", "Council")], max_length=10),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("rows", models.JSONField(blank=True, default=list)),
                ("faults", models.JSONField(blank=True, default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[("ready", "To be confirmed"), ("done", "Taken in"), ("discarded", "Discarded")],
                        default="ready",
                        max_length=20,
                    ),
                ),
                ("received_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("entered", models.PositiveIntegerField(default=0)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.authority"
                    ),
                ),
                (
                    "by",
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
            ],
            options={
                "ordering": ["-received_at"],
            },
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql) for step in WALL),
    ]
