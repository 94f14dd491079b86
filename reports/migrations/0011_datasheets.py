"""Anonymised datasheets behind their wall, which never change; and the releases of a whole region for its lead."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import PERSON, append_only, both, either, policy, to_region, to_roles, wall

SHEET, MEMBER, COPY = "reports_datasheet", "reports_datasheetmember", "reports_datasheetcopy"
ADMINISTRATOR = to_roles({RoleName.ADMINISTRATOR})
COUNCIL = to_roles({RoleName.COMMISSIONER}, "authority_id")
MAKERS = either(ADMINISTRATOR, to_roles({RoleName.REGIONAL_LEAD}))
MAKERS_OF_A_ROW = either(ADMINISTRATOR, to_region())
# Whoever sees that one of its authorities is in it reads the whole: its rows have no name.
IS_IN_IT = f"EXISTS (SELECT FROM {MEMBER} WHERE {MEMBER}.datasheet_id = {SHEET}.id)"
OUT_IN_THE_REGION = both(to_region(), "for_publication", "state IN ('released', 'superseded')")
STEPS = (
    *wall(SHEET, select=either(ADMINISTRATOR, IS_IN_IT), insert=both(MAKERS, f"made_by_id = {PERSON}")),
    *wall(MEMBER, select=either(MAKERS_OF_A_ROW, COUNCIL), insert=MAKERS_OF_A_ROW),
    # Not for whoever made it: all copies together are the key.
    *wall(COPY, select=COUNCIL, insert=MAKERS_OF_A_ROW),
    *(step for table in (SHEET, MEMBER, COPY) for step in append_only(table)),
    policy("reports_release", "select", OUT_IN_THE_REGION, name="region"),
    policy("reports_withdrawalnotice", "select", to_region(), name="region"),
)


def key_field() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def kept(to: str, name: str = "+") -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0010_published"),
        ("register", "0002_wall"),
        ("accounts", "0002_wall"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Datasheet",
            fields=[
                ("id", key_field()),
                ("service", models.CharField(max_length=20)),
                ("price_date", models.DateField()),
                ("releases_sha256", models.CharField(max_length=64, unique=True)),
                ("document", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("made_by", kept(settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ["-made_at"]},
        ),
        migrations.CreateModel(
            name="DatasheetMember",
            fields=[
                ("id", key_field()),
                ("authority", kept("register.authority")),
                ("datasheet", kept("reports.datasheet", "members")),
                ("exercise", kept("register.exercise")),
                ("release", kept("reports.release")),
            ],
            options={
                "ordering": ["authority__name"],
                "constraints": [
                    models.UniqueConstraint(fields=("datasheet", "authority"), name="authority_in_a_datasheet_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DatasheetCopy",
            fields=[
                ("id", key_field()),
                ("sealed", models.BinaryField()),
                ("authority", kept("register.authority")),
                ("datasheet", kept("reports.datasheet", "copies")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("datasheet", "authority"), name="copy_of_an_authority_once")
                ],
            },
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS),
    ]
