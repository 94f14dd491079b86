"""The wall: the log is for those who reach providers, the team's notes for the team, nothing of it for providers."""

from django.db import migrations

from accounts.domain.wall import wall
from engagement.domain.walls import OWN_SIDE, SHARED_WITH, STAFF

PARTS = ("contactabout", "contactwith", "contactcolleague", "standard", "personmark")
WALLS = (
    *wall("engagement_contact", select=STAFF, insert=OWN_SIDE, update=OWN_SIDE),
    *wall("engagement_contactnote", select=SHARED_WITH, insert=OWN_SIDE, update=OWN_SIDE),
    *wall("engagement_outcomeoverride", select=STAFF, insert=OWN_SIDE, update=STAFF),
    *(step for name in PARTS for step in wall(f"engagement_{name}", select=STAFF, insert=STAFF, update=STAFF)),
)


class Migration(migrations.Migration):
    dependencies = [("engagement", "0001_initial"), ("accounts", "0002_wall")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS]
