"""The wall in the database: a provider's rows are for itself and for the independent team of its authority.

Versions and findings are written by the worker alone; nothing here is ever deleted through the web.
"""

from django.db import migrations

from accounts.domain.roles import AUTHORITY_ROLES, TEAM_ROLES, RoleName
from accounts.domain.wall import both, either, to_provider, to_roles, to_team, wall

ADMINISTRATORS = to_roles({RoleName.ADMINISTRATOR})
READERS = either(to_team(), to_provider())
# Who takes part is no secret to the council, and has no figures of a provider's: the weight is the council's own.
SEES_PARTICIPATION = either(ADMINISTRATORS, to_roles(AUTHORITY_ROLES, "authority_id"), to_provider())
DRAWS_UP_PARTICIPATION = either(ADMINISTRATORS, to_roles(TEAM_ROLES, "authority_id"))
NOT_FOR_ANALYSTS_ALONE = "(audience = 'provider')"

WALLS = (
    *wall(
        "submissions_participation",
        select=SEES_PARTICIPATION,
        insert=DRAWS_UP_PARTICIPATION,
        update=DRAWS_UP_PARTICIPATION,
        delete=DRAWS_UP_PARTICIPATION,
    ),
    *wall("submissions_return", select=READERS, insert=to_provider(), update=READERS),
    *wall("submissions_upload", select=READERS, insert=to_provider()),
    *wall("submissions_version", select=READERS),
    *wall("submissions_versionfinding", select=either(to_team(), both(to_provider(), NOT_FOR_ANALYSTS_ALONE))),
    *wall("submissions_explanation", select=READERS, insert=to_provider(), update=to_provider()),
)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0001_initial"), ("accounts", "0002_wall")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS]
