from django.db import migrations, models


class Migration(migrations.Migration):
    """What is typed on further pages of a scenario: ranges, budget, providers, special fees."""

    dependencies = [("markets", "0002_wall")]

    operations = [
        migrations.AddField(
            model_name="feescenario", name="further", field=models.JSONField(db_default={}, default=dict)
        ),
    ]
