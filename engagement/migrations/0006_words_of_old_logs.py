"""What the words of old logs mean is each side's own, in its authority."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.row_level_security import wall
from engagement.domain.row_level_security import OWN_SIDE

KINDS = [
    ("column", "Column"),
    ("year", "Year"),
    ("rows", "Rows"),
    ("blank_day", "Day"),
    ("channel", "How"),
    ("direction", "Direction"),
    ("outcome", "What came of it"),
    ("location", "Location"),
    ("officer", "Logged by"),
]
WALL = wall("engagement_logmeaning", select=OWN_SIDE, insert=OWN_SIDE, update=OWN_SIDE, delete=OWN_SIDE)


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0005_invitations_in_the_log"),
        ("register", "0002_wall"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("logimport", "corrections", models.JSONField(blank=True, default=dict)),
        migrations.CreateModel(
            name="LogMeaning",
            fields=[
                (
                    "side",
                    models.CharField(choices=[("team", "Independent team"), ("council", "Council")], max_length=10),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                ("word", models.CharField(blank=True, max_length=200)),
                ("says", models.CharField(max_length=200)),
                ("meaning", models.TextField()),
                ("label", models.TextField()),
                ("said_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "says"],
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "side", "kind", "word"), name="one_meaning_of_a_word")
                ],
            },
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql) for step in WALL),
    ]
