"""A mail may carry a calendar file.

Old code writes mails while this runs, so the columns have a default in the database. Django is not told of it: it would
read the columns back, which those who may only write mails may not.
"""

from django.db import migrations, models

DEFAULT = "ALTER TABLE accounts_mail ALTER COLUMN {} SET DEFAULT ''"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0012_erased_by_london_s_day"),
    ]

    operations = [
        migrations.AddField(model_name="mail", name="calendar", field=models.TextField(blank=True, default="")),
        migrations.AddField(
            model_name="mail", name="calendar_method", field=models.CharField(blank=True, default="", max_length=10)
        ),
        *(migrations.RunSQL(DEFAULT.format(name), migrations.RunSQL.noop) for name in ("calendar", "calendar_method")),
    ]
