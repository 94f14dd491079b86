"""Packages that might be reviewed, and a further kind of small table."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("markets", "0027_market_withdrawals"),
        ("register", "0007_ratings_with_days"),
    ]

    operations = [
        migrations.AlterField(
            model_name="markettable",
            name="kind",
            field=models.CharField(
                choices=[
                    ("packages", "Packages"),
                    ("offers", "Offers of packages"),
                    ("lots", "Contracts and lots"),
                    ("sub_contracts", "Sub-contracting declarations"),
                    ("spare_hours", "Spare hours"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="PackageToReview",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "holder",
                    models.CharField(
                        choices=[("council", "The council"), ("independent", "The independent team")], max_length=12
                    ),
                ),
                ("provider_ref", models.CharField(max_length=100)),
                ("client_ref", models.CharField(max_length=64)),
                ("zone", models.CharField(blank=True, max_length=100)),
                ("visits", models.PositiveIntegerField()),
                ("alone", models.PositiveIntegerField()),
                ("together_minutes", models.DecimalField(blank=True, decimal_places=12, max_digits=40, null=True)),
                ("planned_minutes", models.DecimalField(blank=True, decimal_places=12, max_digits=40, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
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
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="markets.visitrun"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("run", "provider_ref", "client_ref"), name="one_review_of_a_client")
                ],
            },
        ),
    ]
