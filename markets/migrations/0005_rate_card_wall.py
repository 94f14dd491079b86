"""The wall: rate cards are of an authority's commissioners and its independent team."""

from django.db import migrations

from accounts.domain.roles import READS_RETURNS, RoleName
from accounts.domain.row_level_security import to_roles, wall

THEIRS = to_roles(READS_RETURNS | {RoleName.COMMISSIONER}, "authority_id")
STEPS = wall("markets_ratecard", select=THEIRS, insert=THEIRS, update=THEIRS, delete=THEIRS)


class Migration(migrations.Migration):
    dependencies = [("markets", "0004_charter_and_rate_cards"), ("accounts", "0002_wall")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
