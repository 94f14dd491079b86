"""What the words of councils' lists mean is for those who import them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import to_roles, wall

ADMINISTRATORS = to_roles({RoleName.ADMINISTRATOR})
KINDS = [("column", "Column"), ("contracted", "Contracted"), ("location", "Location"), ("rows", "Rows")]
WALL = wall(
    "register_listmeaning",
    select=ADMINISTRATORS,
    insert=ADMINISTRATORS,
    update=ADMINISTRATORS,
    delete=ADMINISTRATORS,
)


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0003_public_page"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ListMeaning",
            fields=[
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
                    models.UniqueConstraint(fields=("authority", "kind", "word"), name="one_meaning_of_a_word_of_lists")
                ],
            },
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql) for step in WALL),
    ]
