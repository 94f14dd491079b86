"""The groups of a return stand with it in a calculation, as they were then."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_released_to_administrators")]

    operations = [
        migrations.AddField(model_name="calculationreturn", name="breakdown", field=models.JSONField(default=dict)),
    ]
