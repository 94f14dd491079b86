"""What analysts had decided at review of a return, frozen with each calculation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_released_to_administrators"),
    ]

    operations = [
        migrations.AddField(
            model_name="calculationreturn",
            name="adjusted_costs",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="calculationreturn",
            name="adjustments",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="calculationreturn",
            name="line_decisions",
            field=models.JSONField(default=list),
        ),
    ]
