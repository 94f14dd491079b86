"""When a provider was reminded of a query whose day had passed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0008_intake"),
    ]

    operations = [
        migrations.AddField(
            model_name="returnquestion",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
