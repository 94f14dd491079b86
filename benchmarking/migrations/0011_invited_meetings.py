from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("benchmarking", "0010_due_by_london_s_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="projectmeeting",
            name="invited_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
