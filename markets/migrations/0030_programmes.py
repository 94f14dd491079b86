"""Programmes with their phases, what clients chose, and what they are asked; and the wall of all three.

Whoever looks after visits writes them and alone sees what clients chose; who reads options reads the rest.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import to_commissioners_with_visits, to_roles, wall

READERS = to_roles({RoleName.COMMISSIONER, RoleName.ANALYST}, "authority_id")
KEEPERS = to_commissioners_with_visits()
STEPS = (
    *wall("markets_marketprogramme", select=READERS, insert=KEEPERS, update=KEEPERS, delete=KEEPERS),
    *wall("markets_programmechoice", select=KEEPERS, insert=KEEPERS, update=KEEPERS, delete=KEEPERS),
    *wall("markets_serviceuserquestions", select=READERS, insert=KEEPERS, update=KEEPERS, delete=KEEPERS),
)
KEY = models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def protected(to: str, **more: object) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to, **more)


def of_programme(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name=name, to="markets.marketprogramme"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("markets", "0029_packages_to_review_wall"),
        ("accounts", "0011_role_with_visits"),
        ("register", "0007_ratings_with_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MarketProgramme",
            fields=[
                ("id", KEY),
                ("edition", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("name", models.CharField(max_length=120)),
                ("phases", models.JSONField(default=list)),
                ("add_ons", models.JSONField(default=list)),
                ("providers", models.JSONField(default=dict)),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("authority", protected("register.authority")),
                ("changed_by", protected(settings.AUTH_USER_MODEL)),
                ("zone_plan", protected("markets.zoneplanrow")),
                ("appraisal", protected("markets.optionsappraisal", null=True, blank=True)),
            ],
            options={
                "ordering": ["-changed_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("frozen_at__isnull", True), models.Q(("digest", ""), _negated=True), _connector="OR"
                        ),
                        name="programme_frozen_with_a_digest",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeChoice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client", models.CharField(max_length=16)),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("keep", "Keeps the provider"),
                            ("direct", "Takes a direct payment"),
                            ("change", "Wants another provider"),
                        ],
                        max_length=10,
                    ),
                ),
                ("chosen_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("authority", protected("register.authority")),
                ("made_by", protected(settings.AUTH_USER_MODEL)),
                ("programme", of_programme("choices")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("programme", "client"), name="one_choice_of_a_client")],
            },
        ),
        migrations.CreateModel(
            name="ServiceUserQuestions",
            fields=[
                ("id", KEY.clone()),
                ("edition", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("name", models.CharField(max_length=120)),
                ("questions", models.JSONField()),
                ("answers", models.JSONField(default=dict)),
                ("authority", protected("register.authority")),
                ("changed_by", protected(settings.AUTH_USER_MODEL)),
                ("programme", of_programme("question_sets")),
            ],
            options={"ordering": ["-changed_at", "id"]},
        ),
        migrations.AddField(model_name="placelist", name="beyond", field=models.JSONField(db_default=[], default=list)),
        *(migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS),
    ]
