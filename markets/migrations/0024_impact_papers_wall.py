"""The wall: papers are written by the council's commissioners and read by the authority's analysts."""

from django.db import migrations

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import to_roles, wall

READERS = to_roles({RoleName.COMMISSIONER, RoleName.ANALYST}, "authority_id")
WRITERS = to_roles({RoleName.COMMISSIONER}, "authority_id")
STEPS = wall("markets_impactpaper", select=READERS, insert=WRITERS, update=WRITERS, delete=WRITERS)


class Migration(migrations.Migration):
    dependencies = [("markets", "0023_impact_papers"), ("accounts", "0011_role_with_visits")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
