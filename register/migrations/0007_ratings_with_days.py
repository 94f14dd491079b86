"""What the CQC published of a location on a day: overall, by key question, and whether it was inherited."""

import django.db.models.deletion
from django.db import migrations, models

WORDS = {"max_length": 40, "blank": True}


class Migration(migrations.Migration):
    dependencies = [("register", "0006_programme_offices")]

    operations = [
        migrations.CreateModel(
            name="LocationRating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rated_on", models.DateField()),
                ("overall", models.CharField(max_length=40)),
                ("safe", models.CharField(**WORDS)),
                ("effective", models.CharField(**WORDS)),
                ("caring", models.CharField(**WORDS)),
                ("responsive", models.CharField(**WORDS)),
                ("well_led", models.CharField(**WORDS)),
                ("is_inherited", models.BooleanField(default=False)),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ratings", to="register.location"
                    ),
                ),
            ],
            options={
                "ordering": ["-rated_on", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("location", "rated_on"), name="location_rated_once_a_day")
                ],
            },
        ),
    ]
