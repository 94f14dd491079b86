from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("benchmarking", "0008_retention_and_levers"),
    ]

    operations = [
        migrations.AddField(
            model_name="projectmeeting",
            name="invited_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
