"""A division keeps the picture of how it was divided."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("submissions", "0013_withdrawn_questions")]

    operations = [migrations.AddField("division", "divided", models.JSONField(default=dict))]
