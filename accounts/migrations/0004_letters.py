"""Letters and their wall: whoever is signed in may write one; of what went astray those hear who read returns."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.delivery import CHOICES
from accounts.domain.wall import to_anybody_signed_in, to_team, wall

WALL = wall("accounts_letter", select=to_team(), insert=to_anybody_signed_in(), update=to_team())


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_session_round"),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("to_name", models.CharField(blank=True, max_length=200)),
                ("to_email", models.EmailField(max_length=254)),
                ("subject", models.CharField(max_length=500)),
                ("text", models.TextField(blank=True)),
                ("html", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("state", models.CharField(choices=CHOICES, default="waiting", max_length=20)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("why", models.CharField(blank=True, max_length=300)),
                ("authority_id", models.UUIDField()),
                ("exercise_id", models.UUIDField(db_index=True)),
                ("provider_id", models.UUIDField(blank=True, null=True)),
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
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "claimed"])),
                        fields=["due_at"],
                        name="letter_still_to_be_sent",
                    )
                ],
            },
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql) for step in WALL),
    ]
