"""Whom to write to is personal, and imports are the administrators': both stand behind the wall as well."""

from django.db import migrations

from accounts.domain.roles import TEAM_ROLES, RoleName
from accounts.domain.wall import either, to_provider, to_roles, wall

ADMINISTRATORS = to_roles({RoleName.ADMINISTRATOR})
WALLS = (
    *wall("submissions_contactperson", select=either(to_roles({RoleName.ADMINISTRATOR, *TEAM_ROLES}), to_provider())),
    *wall("submissions_registerimport", select=ADMINISTRATORS, insert=ADMINISTRATORS, update=ADMINISTRATORS),
)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0003_what_others_may_count")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS]
