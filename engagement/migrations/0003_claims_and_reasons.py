"""Claims of the call list; and the reason of an outcome that was given goes behind a wall of its own."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.wall import wall
from engagement.domain.walls import STAFF, TEAM

WALLS = (
    *wall("engagement_claim", select=STAFF, insert=STAFF, update=STAFF),
    *wall("engagement_overridereason", select=TEAM, insert=TEAM),
)


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0002_wall"),
        ("submissions", "0008_people_and_progress"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("taken_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="OverrideReason",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("words", models.CharField(max_length=300)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="outcomeoverride",
            name="override_says_why",
        ),
        migrations.RemoveField(
            model_name="outcomeoverride",
            name="reason",
        ),
        migrations.AddField(
            model_name="claim",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.authority"
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="exercise",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.exercise"
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="participation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.participation"
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.provider"
            ),
        ),
        migrations.AddField(
            model_name="overridereason",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.authority"
            ),
        ),
        migrations.AddField(
            model_name="overridereason",
            name="exercise",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.exercise"
            ),
        ),
        migrations.AddField(
            model_name="overridereason",
            name="override",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="reason", to="engagement.outcomeoverride"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("participation",), name="one_claim_a_location"
            ),
        ),
        migrations.AddConstraint(
            model_name="overridereason",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="override_says_why"
            ),
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS),
    ]
