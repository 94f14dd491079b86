from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0006_wall_around_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name="draftsection",
            name="step",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="version",
            name="notes",
            field=models.JSONField(default=dict),
        ),
    ]
