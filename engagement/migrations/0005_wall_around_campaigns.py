"""The wall: each side's campaigns are its own; the team reads the council's, the council learns from the log alone
that the team has written, as the team's rules speak of drafts. Nobody reads who asked for no more mails but a worker.
"""

from django.db import migrations

from accounts.domain.wall import ROLE, both, either, policy, raise_wall, wall
from engagement.domain.sides import Side
from engagement.domain.walls import COUNCIL, OWN_SIDE, TEAM

READS = either(TEAM, both(COUNCIL, f"side = '{Side.COUNCIL}'"))
OWN = ("mailtemplate", "campaign", "step", "message", "messageabout")
# Whoever holds the link, signed in or not: the row that they add says nothing of anybody.
ANYBODY = f"({ROLE} IS NULL OR {ROLE} IS NOT NULL)"
WALLS = (
    *wall("engagement_mailtemplate", select=OWN_SIDE, insert=OWN_SIDE, update=OWN_SIDE, delete=OWN_SIDE),
    *(
        step
        for name in OWN[1:]
        for step in wall(f"engagement_{name}", select=READS, insert=OWN_SIDE, update=OWN_SIDE, delete=OWN_SIDE)
    ),
    *raise_wall("engagement_optoutrequest"),
    policy("engagement_optoutrequest", "insert", ANYBODY),
)


class Migration(migrations.Migration):
    dependencies = [("engagement", "0004_campaigns")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS]
