"""The wall: what people write back is for the independent team alone; not the council, not providers."""

from django.db import migrations

from accounts.domain.wall import raise_wall, wall
from engagement.domain.walls import TEAM

WALLS = (
    *wall("engagement_inboundmail", select=TEAM, update=TEAM),
    *raise_wall("engagement_mailboxposition"),
)


class Migration(migrations.Migration):
    dependencies = [("engagement", "0011_inbound_mail")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS]
