"""The wall around the register: who takes part is no secret to the council; whom to write to is personal."""

from django.db import migrations

from accounts.domain.roles import AUTHORITY_ROLES, REACHES_PROVIDERS, TEAM_ROLES, RoleName
from accounts.domain.row_level_security import either, policy, to_provider, to_roles, wall

ADMINISTRATORS = to_roles({RoleName.ADMINISTRATOR})
# Who takes part has no figures of a provider's: the weight is the council's own.
SEES_PARTICIPATION = either(ADMINISTRATORS, to_roles(AUTHORITY_ROLES, "authority_id"), to_provider())
DRAWS_UP_PARTICIPATION = either(ADMINISTRATORS, to_roles(TEAM_ROLES, "authority_id"))
PEOPLE = "register_contactperson"
LOOKS_AFTER_PEOPLE = to_roles({RoleName.ADMINISTRATOR, *REACHES_PROVIDERS})

WALLS = (
    *wall(
        "register_participation",
        select=SEES_PARTICIPATION,
        insert=DRAWS_UP_PARTICIPATION,
        update=DRAWS_UP_PARTICIPATION,
        delete=DRAWS_UP_PARTICIPATION,
    ),
    *wall(PEOPLE, select=either(to_roles({RoleName.ADMINISTRATOR, *TEAM_ROLES}), to_provider())),
    *(policy(PEOPLE, command, LOOKS_AFTER_PEOPLE, name="reaching") for command in ("select", "insert", "update")),
    *wall("register_registerimport", select=ADMINISTRATORS, insert=ADMINISTRATORS, update=ADMINISTRATORS),
)


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial"), ("accounts", "0002_wall")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS]
