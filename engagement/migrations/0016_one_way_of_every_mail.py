from django.conf import settings
from django.db import migrations, models

from accounts.domain.delivery import CHOICES

STATE = models.CharField(choices=CHOICES, default="waiting", max_length=20)
# What had been overtaken before it was sent is called as it is with campaigns.
RENAMED = "UPDATE engagement_notice SET state = 'stopped' WHERE state = 'dropped'"
AS_BEFORE = "UPDATE engagement_notice SET state = 'dropped' WHERE state = 'stopped'"


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0015_how_to_join"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField("message", "next_try_at", "due_at"),
        migrations.AlterField("message", "state", STATE.clone()),
        migrations.AlterField("notice", "state", STATE.clone()),
        migrations.AddField("notice", "ended_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("notice", "why", models.CharField(blank=True, default="", max_length=300), False),
        migrations.AddField(
            "notice",
            "decided_by",
            models.ForeignKey(
                blank=True, null=True, on_delete=models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.RunSQL(RENAMED, AS_BEFORE),
    ]
