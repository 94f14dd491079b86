"""How colleagues work together is their provider's alone; but who is in charge is told to the independent team too.

Nobody says of another that they have a page open.
"""

from django.db import migrations

from accounts.domain.wall import both, either, to_person, to_provider, to_team, wall

PROVIDER = to_provider()
ONESELF = both(PROVIDER, to_person("person_id"))
WALLS = (
    *wall("submissions_presence", select=PROVIDER, insert=ONESELF, update=ONESELF),
    *wall("submissions_charge", select=either(PROVIDER, to_team()), insert=PROVIDER, update=PROVIDER),
    *wall("submissions_colleaguenote", select=PROVIDER, insert=PROVIDER, update=PROVIDER),
    *wall("submissions_division", select=PROVIDER, insert=PROVIDER, update=PROVIDER),
)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0009_together")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS]
