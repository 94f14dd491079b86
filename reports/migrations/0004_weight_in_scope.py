"""What coverage is a share of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_occupancy_target")]

    operations = [
        migrations.AddField(
            model_name="calculation",
            name="weight_in_scope",
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
        ),
    ]
