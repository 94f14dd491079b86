"""The wall of packages that might be reviewed: of the council's own visits alone, made by the worker alone.

Whoever may throw a profile away deletes them with it, and so sees them; their page is for those with the switch.
"""

from django.db import migrations

from accounts.domain.roles import READS_RETURNS, RoleName
from accounts.domain.row_level_security import both, to_roles, wall

READS = both("holder = 'council'", to_roles(READS_RETURNS | {RoleName.COMMISSIONER}, "authority_id"))
STEPS = wall("markets_packagetoreview", select=READS, delete=READS)


class Migration(migrations.Migration):
    dependencies = [("markets", "0028_packages_to_review"), ("accounts", "0011_role_with_visits")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
