from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0012_erased_by_london_s_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="calendar",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="mail",
            name="calendar_method",
            field=models.CharField(blank=True, db_default="", default="", max_length=10),
        ),
    ]
