"""An old log is read and entered by the worker; its file is kept sealed until then.

One that waits to be confirmed has left no file behind: it is discarded, and brought again.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0013_what_officers_say"),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE engagement_logimport SET state = 'discarded', finished_at = now() WHERE state = 'ready'",
            migrations.RunSQL.noop,
        ),
        migrations.RemoveField(
            model_name="logimport",
            name="faults",
        ),
        migrations.RemoveField(
            model_name="logimport",
            name="rows",
        ),
        migrations.AddField(
            model_name="logimport",
            name="claimed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="logimport",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="logimport",
            name="plan_sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="logimport",
            name="preview",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="logimport",
            name="rows_read",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="logimport",
            name="sealed",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="logimport",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="logimport",
            name="words",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="logimport",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "Waiting to be read"),
                    ("reading", "Being read"),
                    ("ready", "To be confirmed"),
                    ("confirmed", "Waiting to be entered"),
                    ("applying", "Being entered"),
                    ("done", "Taken in"),
                    ("refused", "Cannot be used"),
                    ("failed", "Failed"),
                    ("discarded", "Discarded"),
                ],
                default="received",
                max_length=20,
            ),
        ),
    ]
