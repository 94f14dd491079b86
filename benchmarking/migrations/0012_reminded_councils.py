from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("benchmarking", "0011_invited_meetings"),
    ]

    operations = [
        migrations.AddField(
            model_name="roundmember",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
