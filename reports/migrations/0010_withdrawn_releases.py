"""What was received when a calculation was made; releases that were withdrawn, and the notices in their place."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_documents")]

    operations = [
        migrations.AddField(
            model_name="calculation",
            name="returns_received",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="calculation",
            name="weight_received",
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
        ),
    ]
