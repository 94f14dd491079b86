"""The wall: who looks into visits sends lists of places and keeps them; commissioners and analysts read them."""

from django.db import migrations

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import either, to_commissioners_with_visits, to_roles, wall

READERS = to_roles({RoleName.COMMISSIONER, RoleName.ANALYST}, "authority_id")
KEEPERS = either(to_commissioners_with_visits(), to_roles({RoleName.ANALYST}, "authority_id"))
STEPS = (
    # Made by the worker alone.
    *wall("markets_placelist", select=READERS, update=KEEPERS, delete=KEEPERS),
    *wall("markets_placefilepart", select=KEEPERS, insert=KEEPERS, delete=KEEPERS),
)


class Migration(migrations.Migration):
    dependencies = [("markets", "0025_places"), ("accounts", "0011_role_with_visits")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
